import type { OpenItem } from '$lib/domain/dunning/decision';
import { disputedMinor } from '$lib/domain/receivables/open-items';
import type { QuietClaim } from '../disputes/dunning-facts';
import type { CommonFacts } from './common-facts';
import type { OpenInvoice, Read } from './read-facts';

/** One invoice as the rule reads it: what of it is contested, promised or kept quiet. */
export function openItemFacts(row: OpenInvoice, read: Read, common: CommonFacts): OpenItem {
	const { invoiceId, number, issuedOn, dueOn, currency, totalMinor, openMinor } = row;
	const promised = read.promises.get(invoiceId);
	return {
		invoiceId,
		number,
		issuedOn,
		dueOn,
		currency,
		totalMinor,
		openMinor,
		...disputed(openMinor, read.claims.get(invoiceId)),
		promisedMinor: promised?.promisedMinor ?? 0n,
		...(promised?.promisedUntil && { promisedUntil: promised.promisedUntil }),
		...(promised?.brokenOn && { promiseBrokenOn: promised.brokenOn }),
		...quietPart(openMinor, read.ends.get(invoiceId) ?? [], common)
	};
}

/** What cases that ended lately had contested, until the last of their quiet days. */
function quietPart(
	openMinor: bigint,
	ends: readonly QuietClaim[],
	{ today, quietUntil }: CommonFacts
): Pick<OpenItem, 'quietUntil' | 'quietMinor'> {
	const quiet = ends
		.map((claim) => ({ ...claim, until: quietUntil(claim.endedOn) }))
		.filter(({ until }) => until >= today);
	const until = quiet
		.map((claim) => claim.until)
		.sort()
		.at(-1);
	return until ? { quietUntil: until, quietMinor: disputedMinor(openMinor, quiet) } : {};
}

const UNDISPUTED = { disputedMinor: 0n, disputes: [] };

type Disputed = Pick<OpenItem, 'disputedMinor' | 'disputes' | 'disputedSince'>;

function disputed(openMinor: bigint, claims: ReturnType<Read['claims']['get']>): Disputed {
	if (!claims) return UNDISPUTED;
	return {
		disputedMinor: disputedMinor(openMinor, claims),
		disputes: [...new Set(claims.map(({ reference }) => reference))],
		disputedSince: claims.map(({ contestedOn }) => contestedOn).sort()[0]!
	};
}
