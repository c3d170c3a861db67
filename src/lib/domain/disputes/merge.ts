import { groupBy } from '../group-by';
import { minorMin } from '../money';
import { UNDECIDED_STATUSES, type DisputeStatus } from './lifecycle';

/** Why two cases cannot become one. */
export const MERGE_BLOCKS = [
	'merge_itself',
	'merge_other_customer',
	'merge_decided',
	'merge_approval_waits',
	'merge_offer_open',
	'merge_currency',
	'merge_holds_whole'
] as const;
export type MergeBlock = (typeof MERGE_BLOCKS)[number];

export interface MergeSide {
	readonly id: string;
	readonly customerId: string;
	readonly status: DisputeStatus;
	readonly currency: string;
	readonly holdsWholeInvoice: boolean;
	readonly approvalWaits: boolean;
	readonly offerOpen: boolean;
}

/** Those that are of one of the two. */
const ITS_OWN: Partial<Record<MergeBlock, (side: MergeSide) => boolean>> = {
	merge_decided: ({ status }) => !UNDECIDED_STATUSES.includes(status),
	merge_approval_waits: ({ approvalWaits }) => approvalWaits,
	merge_offer_open: ({ offerOpen }) => offerOpen
};

/** Ids of the cases a block is of; none: it is of the two together. */
export const blockedOnes = (block: MergeBlock, sides: readonly MergeSide[]): string[] =>
	sides.filter((side) => ITS_OWN[block]?.(side)).map(({ id }) => id);

/** Of the case that goes on and the one that goes into it: everything that stands in the way. */
export function mergeBlocks(into: MergeSide, from: MergeSide): MergeBlock[] {
	const sides = [into, from];
	const isOfOne = (block: MergeBlock) => blockedOnes(block, sides).length > 0;
	const stands: Record<MergeBlock, boolean> = {
		merge_itself: into.id === from.id,
		merge_other_customer: into.customerId !== from.customerId,
		merge_decided: isOfOne('merge_decided'),
		merge_approval_waits: isOfOne('merge_approval_waits'),
		merge_offer_open: isOfOne('merge_offer_open'),
		merge_currency: into.currency !== from.currency,
		// What rests of an invoice as a whole would be asked for again: the other way round it goes on resting.
		merge_holds_whole: from.holdsWholeInvoice && !into.holdsWholeInvoice
	};
	return MERGE_BLOCKS.filter((block) => stands[block]);
}

interface Claims {
	readonly invoiceId: string;
	readonly claimedMinor: bigint;
}

export interface MergedAmount {
	readonly invoiceId: string;
	/** Claimed by the case that goes on, and by the one that goes into it. */
	readonly intoMinor: bigint;
	readonly fromMinor: bigint;
	/** By both as one: what both suspend, never more than the invoice has room for, never less than the larger. */
	readonly togetherMinor: bigint;
}

/**
 * Invoice by invoice. Nothing that rested is asked for because two cases became one.
 * @param roomOf what is open of an invoice and contested by no third case
 */
export function mergedAmounts(
	into: readonly Claims[],
	from: readonly Claims[],
	roomOf: (invoiceId: string) => bigint
): MergedAmount[] {
	const ids = [...new Set([...into, ...from].map(({ invoiceId }) => invoiceId))];
	return ids.map((invoiceId) => {
		const intoMinor = sumOf(into, invoiceId);
		const fromMinor = sumOf(from, invoiceId);
		const larger = intoMinor > fromMinor ? intoMinor : fromMinor;
		const both = minorMin(intoMinor + fromMinor, roomOf(invoiceId));
		const togetherMinor = both > larger ? both : larger;
		return { invoiceId, intoMinor, fromMinor, togetherMinor };
	});
}

const sumOf = (claims: readonly Claims[], invoiceId: string): bigint =>
	claims.reduce(
		(sum, claim) => sum + (claim.invoiceId === invoiceId ? claim.claimedMinor : 0n),
		0n
	);

/** The items that go over, in their order, cut so that each invoice comes to what was worked out for it. */
export function itemsToAdd<Item extends Claims>(
	from: readonly Item[],
	amounts: readonly MergedAmount[]
): Item[] {
	const byInvoice = groupBy(from, ({ invoiceId }) => invoiceId);
	return amounts.flatMap(({ invoiceId, intoMinor, togetherMinor }) => {
		let leftMinor = togetherMinor - intoMinor;
		return (byInvoice.get(invoiceId) ?? []).flatMap((item) => {
			const claimedMinor = minorMin(item.claimedMinor, leftMinor);
			leftMinor -= claimedMinor;
			return claimedMinor > 0n ? [{ ...item, claimedMinor }] : [];
		});
	});
}
