import { sharesOf, type Share, type Wish } from './claim';
import { lineClaim, type BilledLine, type LineFigure, type LineProblem } from './lines';

/** One item of a case about an invoice: the whole of it, an amount of it, or one of its lines. */
export interface ItemWish extends LineFigure {
	invoiceLineId?: string | undefined;
	claimedMinor?: bigint | undefined;
}

export interface ClaimableLine extends BilledLine {
	id: string;
	/** The open case that contests it already. */
	reference: string | null;
}

export type LineRefusal =
	| { problem: 'line_unknown' }
	| { problem: 'line_in_dispute'; reference: string }
	| { problem: LineProblem; line: BilledLine };
export type ItemClaim = Share | LineRefusal;
export type ItemRefusal = Exclude<ItemClaim, { claimedMinor: bigint }>;

/**
 * What the items of one case claim of one invoice of which `freeMinor` is contested by nobody, in their order,
 * or why not. One line, one open case: whoever has more to say says it there. An item that is refused takes
 * nothing from the others.
 * @param lines those of this invoice
 */
export function itemClaims(
	freeMinor: bigint,
	items: readonly ItemWish[],
	lines: readonly ClaimableLine[]
): ItemClaim[] {
	const wishes = items.map((item) => wishOf(item, freeMinor, lines));
	const shares = sharesOf(
		freeMinor,
		wishes.map((wish) => ('problem' in wish ? NOTHING : wish))
	);
	return wishes.map((wish, place) => ('problem' in wish ? wish : shares[place]!));
}

const NOTHING: Wish = { minor: 0n, typed: false };

function wishOf(
	{ invoiceLineId, claimedMinor, ...figure }: ItemWish,
	freeMinor: bigint,
	lines: readonly ClaimableLine[]
): Wish | LineRefusal {
	const typed = claimedMinor !== undefined;
	if (!invoiceLineId) return { typed, minor: claimedMinor ?? freeMinor };
	const line = lines.find(({ id }) => id === invoiceLineId);
	if (!line) return { problem: 'line_unknown' };
	if (line.reference) return { problem: 'line_in_dispute', reference: line.reference };
	if (typed) return { typed, minor: claimedMinor };
	const claim = lineClaim(line, figure);
	if ('problem' in claim) return { problem: claim.problem, line };
	return { typed, minor: claim.claimedMinor };
}
