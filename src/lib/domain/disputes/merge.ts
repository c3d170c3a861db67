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
