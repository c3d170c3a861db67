import { minorMax, minorMin } from '$lib/domain/money';
import { olderFirst, type Coverable } from './credits';
import { heldOf, type Rest } from './open-items';

/** An invoice of which somebody says that he paid it, or some of it. */
export type SaidPaid = Coverable & {
	readonly id: string;
	/** The most that can have been paid of it: open and not contested. `collectibleMinor` is what he was shown. */
	readonly mostMinor: bigint;
};

/** Minor units by invoice; an invoice none of it is about is not in it. */
export type PaidParts = ReadonlyMap<string, bigint>;

export type PartsProblem =
	/** The sum does not cover the invoices: only he knows how much of each. */
	| { readonly code: 'parts_unknown' }
	| { readonly code: 'parts_sum'; readonly sumMinor: bigint }
	| { readonly code: 'part_above'; readonly id: string; readonly mostMinor: bigint };

export const isProblem = (found: PaidParts | PartsProblem): found is PartsProblem =>
	'code' in found;

/**
 * What a customer says he paid, on the invoices he names. A sum that covers all of them, that is about one
 * alone, or that is exactly one of them needs no more words; of any other he says how much of each, for
 * what he did not pay stays due.
 * @param typed what he says of each, where he was asked
 */
export function partsSaid(
	saidMinor: bigint,
	invoices: readonly SaidPaid[],
	typed?: PaidParts
): PaidParts | PartsProblem {
	const asked = invoices.some(({ collectibleMinor }) => collectibleMinor > 0n)
		? invoices
		: invoices.map((one) => ({ ...one, collectibleMinor: one.mostMinor }));
	const owing = asked.filter(({ mostMinor }) => mostMinor > 0n);
	if (owing.length <= 1) return spreadPaid(saidMinor, owing);
	const shown = owing.filter(({ collectibleMinor }) => collectibleMinor > 0n);
	if (saidMinor >= sumOf(shown)) return spreadPaid(saidMinor, owing);
	if (typed && [...typed.values()].some((minor) => minor > 0n))
		return checked(saidMinor, owing, typed);
	const [exact, ...others] = shown.filter((one) => one.collectibleMinor === saidMinor);
	return exact && others.length === 0
		? new Map([[exact.id, saidMinor]])
		: { code: 'parts_unknown' };
}

const sumOf = (invoices: readonly SaidPaid[]): bigint =>
	invoices.reduce((sum, { collectibleMinor }) => sum + collectibleMinor, 0n);

/** What each was shown with, the oldest first; what is more goes to the oldest up to all that is open of it. */
export function spreadPaid(saidMinor: bigint, invoices: readonly SaidPaid[]): PaidParts {
	const oldestFirst = [...invoices].sort(olderFirst);
	const reached = new Map<string, bigint>();
	let left = saidMinor;
	for (const most of ['collectibleMinor', 'mostMinor'] as const)
		for (const invoice of oldestFirst) {
			const before = reached.get(invoice.id) ?? 0n;
			const part = minorMin(left, invoice[most] - before);
			if (part <= 0n) continue;
			reached.set(invoice.id, before + part);
			left -= part;
		}
	return reached;
}

function checked(
	saidMinor: bigint,
	invoices: readonly SaidPaid[],
	typed: PaidParts
): PaidParts | PartsProblem {
	const parts = new Map<string, bigint>();
	for (const { id, mostMinor } of invoices) {
		const minor = typed.get(id) ?? 0n;
		if (minor > mostMinor) return { code: 'part_above', id, mostMinor };
		if (minor > 0n) parts.set(id, minor);
	}
	const sumMinor = [...parts.values()].reduce((sum, minor) => sum + minor, 0n);
	return sumMinor === saidMinor ? parts : { code: 'parts_sum', sumMinor };
}

interface SaidBefore {
	/** Of an invoice, what was said to be paid lately, each time. */
	readonly rests: readonly Rest[];
	/** Booked on it since: that has been found. */
	readonly bookedMinor: bigint;
}

/**
 * How much of it rests anew. Each euro rests once in that time, however often it is said to be paid: nobody
 * puts a debt off by repeating himself, and who pays a second part is heard.
 * @param openMinor open and not contested
 */
export function restsAnew(
	saidMinor: bigint,
	openMinor: bigint,
	{ rests, bookedMinor }: SaidBefore
): bigint {
	const said = minorMax(0n, heldOf(openMinor + bookedMinor, rests) - bookedMinor);
	return minorMax(0n, minorMin(saidMinor, openMinor - said));
}
