import { parseArgs } from 'node:util';
import { shownHash, type Break } from '$lib/domain/audit/chain';
import { formatInstant, formatNumber } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import { say } from '$lib/i18n/words';
import {
	isUnbroken,
	SEALED_WITHIN_MINUTES,
	verifyChain,
	type Verified
} from '$lib/server/audit/verify-chain';
import type { SystemScope } from '$lib/server/auth/scope';
import { print, UsageError } from './command';
import { organisationsNamed } from './organisation-named';

export const syntax = 'audit verify [--org SLUG]';
export const about = m.cli_about_audit;

export async function run([verb = '', ...args]: string[]): Promise<number> {
	if (verb !== 'verify') throw new UsageError(m.cli_only({ command: 'audit verify' }));
	const { values } = parseArgs({ args, options: { org: { type: 'string' } } });
	let code = 0;
	for (const { slug, scope } of await organisationsNamed(values.org)) {
		const verified = await verifyChain(scope);
		print(
			`${slug}\n${linesOf(verified, scope)
				.map((line) => `    ${line}`)
				.join('\n')}`
		);
		if (!isUnbroken(verified)) code = 1;
	}
	return code;
}

const linesOf = (verified: Verified, { timeZone }: SystemScope): string[] => [
	m.cli_audit_counts({
		events: formatNumber(verified.events),
		seals: formatNumber(verified.count)
	}),
	m.cli_audit_head({ seq: verified.head.seq, hash: shownHash(verified.head.hash) }),
	verdictOf(verified, timeZone)
];

/** The first break only: what comes after it follows from it, as often as not. */
function verdictOf({ broken, unsealed, unsealedCount }: Verified, timeZone: string): string {
	if (broken) return breakWords(broken);
	if (!unsealed) return m.cli_audit_unbroken();
	return m.cli_audit_unsealed({
		count: formatNumber(unsealedCount),
		minutes: SEALED_WITHIN_MINUTES,
		event: unsealed.id,
		at: formatInstant(unsealed.at, timeZone)
	});
}

const breakWords = ({ kind, seq, eventId }: Break): string =>
	say(`cli_audit_${kind}`, { seq, event: eventId });
