import { probeWitness, type WitnessProbe } from '$lib/server/delivery/witness/probe';
import { print, UsageError } from './command';

export const usage = `witness check                    sends a probe to the witness mailbox and looks for its copy there`;

export async function run([verb]: string[]): Promise<number> {
	if (verb !== 'check') throw new UsageError('Only "witness check" exists.');
	const result = await probeWitness();
	print(WORDS[result.kind](result.seconds));
	return result.kind === 'arrived' ? 0 : 1;
}

const WORDS: Record<WitnessProbe['kind'], (seconds: number) => string> = {
	off: () => 'There is no witness: set SMTP_URL, WITNESS_ADDRESS and WITNESS_IMAP_URL.',
	arrived: (seconds) =>
		`The copy was in the mailbox after ${seconds} s. Keep WITNESS_GRACE_MINUTES well above it.`,
	refused: () => 'The mail server did not take the probe: see SMTP_URL and WITNESS_ADDRESS.',
	missing: (seconds) =>
		`No copy after ${seconds} s: the witness cannot be believed. See WITNESS_ADDRESS and WITNESS_IMAP_URL.`
};
