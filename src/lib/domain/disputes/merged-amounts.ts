import { groupBy } from '../group-by';
import { minorMax, minorMin } from '../money';

/** How two claims about the same count: as one claim made twice, or each beside the other. */
export const COUNTED = ['once', 'besides'] as const;
export type Counted = (typeof COUNTED)[number];

interface Claims {
	readonly invoiceId: string;
	readonly claimedMinor: bigint;
	/** Of the line it is about; null or missing: of the invoice. */
	readonly invoiceLineId?: string | null;
	readonly claimedQuantity?: string | null;
	readonly expectedUnitPriceMinor?: bigint | null;
}

export interface MergedAmount {
	readonly invoiceId: string;
	/** Claimed by the case that goes on, and by the one that goes into it. */
	readonly intoMinor: bigint;
	readonly fromMinor: bigint;
	/** By both as one; never more than the invoice has room for, never less than the larger. */
	readonly togetherMinor: bigint;
}

interface Both<Item extends Claims> {
	readonly into: readonly Item[];
	readonly from: readonly Item[];
	readonly counted: Counted;
}

/**
 * Invoice by invoice.
 * @param roomOf what is open of an invoice and contested by no third case
 */
export function mergedAmounts<Item extends Claims>(
	both: Both<Item>,
	roomOf: (invoiceId: string) => bigint
): MergedAmount[] {
	const { into, from } = both;
	const added = addedBy(both);
	const ids = [...new Set([...into, ...from].map(({ invoiceId }) => invoiceId))];
	return ids.map((invoiceId) => {
		const intoMinor = sumOf(into, invoiceId);
		const fromMinor = sumOf(from, invoiceId);
		const larger = minorMax(intoMinor, fromMinor);
		const together = minorMin(intoMinor + sumOf(added, invoiceId), roomOf(invoiceId));
		return { invoiceId, intoMinor, fromMinor, togetherMinor: minorMax(together, larger) };
	});
}

const sumOf = (claims: readonly Claims[], invoiceId: string): bigint =>
	totalOf(claims.filter((claim) => claim.invoiceId === invoiceId));

export const totalOf = (claims: readonly Claims[]): bigint =>
	claims.reduce((sum, { claimedMinor }) => sum + claimedMinor, 0n);

/** The items that go over, in their order, cut so that each invoice comes to what was worked out for it. */
export function itemsToAdd<Item extends Claims>(
	both: Both<Item>,
	amounts: readonly MergedAmount[]
): Item[] {
	const byInvoice = groupBy(addedBy(both), ({ invoiceId }) => invoiceId);
	return amounts.flatMap(({ invoiceId, intoMinor, togetherMinor }) =>
		upTo(byInvoice.get(invoiceId) ?? [], togetherMinor - intoMinor)
	);
}

/** What the second claims besides the first; of the same, counted once, only what it claims more of it. */
function addedBy<Item extends Claims>({ into, from, counted }: Both<Item>): readonly Item[] {
	if (counted === 'besides') return from;
	const subjectOf = subjectsOf([...into, ...from]);
	const claimed = groupBy(into, subjectOf);
	return [...groupBy(from, subjectOf)].flatMap(([subject, items]) =>
		upTo(items, totalOf(items) - totalOf(claimed.get(subject) ?? []))
	);
}

/** Lines beside lines are claims of their own; as soon as one is about the invoice, it may be about any of them. */
function subjectsOf(claims: readonly Claims[]): (claim: Claims) => string {
	const whole = new Set(claims.filter((one) => !one.invoiceLineId).map((one) => one.invoiceId));
	return ({ invoiceId, invoiceLineId }) =>
		`${invoiceId} ${whole.has(invoiceId) ? '' : invoiceLineId}`;
}

function upTo<Item extends Claims>(items: readonly Item[], minor: bigint): Item[] {
	let leftMinor = minor;
	return items.flatMap((item) => {
		const claimedMinor = minorMin(item.claimedMinor, leftMinor);
		leftMinor -= claimedMinor;
		return claimedMinor > 0n ? [cutTo(item, claimedMinor)] : [];
	});
}

/** Pieces and a price come to the amount that was claimed by them, and to no other. */
const cutTo = <Item extends Claims>(item: Item, claimedMinor: bigint): Item =>
	claimedMinor === item.claimedMinor
		? item
		: { ...item, claimedMinor, claimedQuantity: null, expectedUnitPriceMinor: null };

/** Whether somebody has to say how the two count: it makes a difference. */
export const asksHowCounted = (
	once: readonly MergedAmount[],
	besides: readonly MergedAmount[]
): boolean => once.some((one, nth) => one.togetherMinor !== besides[nth]?.togetherMinor);

interface Said {
	readonly reasonId: string;
	readonly items: readonly Claims[];
}

/**
 * Of every invoice both are about they claim the very same: reason, line, pieces and amount. Where no line is
 * said, two equal amounts may be about two.
 */
export function isSameClaim(into: Said, from: Said): boolean {
	if (into.reasonId !== from.reasonId) return false;
	const ofShared = ({ items }: Said, other: Said) =>
		items.filter(({ invoiceId }) => other.items.some((one) => one.invoiceId === invoiceId));
	const [one, two] = [ofShared(into, from), ofShared(from, into)];
	return one.length > 0 && one.every(saysLine) && wordsOf(one) === wordsOf(two);
}

const saysLine = ({ invoiceLineId }: Claims): boolean => Boolean(invoiceLineId);

const wordsOf = (claims: readonly Claims[]): string => claims.map(wordsOfClaim).sort().join('; ');

const wordsOfClaim = (claim: Claims): string =>
	[
		...[claim.invoiceId, claim.invoiceLineId ?? '', claim.claimedQuantity ?? ''],
		...[claim.expectedUnitPriceMinor ?? '', claim.claimedMinor]
	].join(' ');

/** Of the case that goes into the other, what rested because both claimed it and does so no longer once it counts as one. */
export function itemsFreed<Item extends Claims>(
	from: readonly Item[],
	amounts: readonly MergedAmount[],
	roomOf: (invoiceId: string) => bigint
): Item[] {
	const byInvoice = groupBy(from, ({ invoiceId }) => invoiceId);
	return amounts.flatMap((amount) =>
		upTo(byInvoice.get(amount.invoiceId) ?? [], freedMinor(amount, roomOf(amount.invoiceId)))
	);
}

const freedMinor = (
	{ intoMinor, fromMinor, togetherMinor }: MergedAmount,
	roomMinor: bigint
): bigint => minorMin(intoMinor + fromMinor, roomMinor) - minorMin(togetherMinor, roomMinor);
