import { m } from '$lib/i18n/paraglide/messages';
import { say } from '$lib/i18n/words';
import { probeWitness } from '$lib/server/delivery/witness/probe';
import { print, UsageError } from './command';

export const syntax = 'witness check';
export const about = m.cli_about_witness;

export async function run([verb]: string[]): Promise<number> {
	if (verb !== 'check') throw new UsageError(m.cli_only({ command: 'witness check' }));
	const { kind, seconds } = await probeWitness();
	print(say(`cli_witness_${kind}`, { seconds }));
	return kind === 'arrived' ? 0 : 1;
}
