import { localDateAt, type LocalDate } from '$lib/domain/calendar';
import type { Claim } from '$lib/domain/receivables/open-items';
import type { DisputeStatus } from './lifecycle';

/** A case about an invoice came to an end. */
export interface CaseEnd extends Claim {
	readonly itemId: string;
	readonly disputeId: string;
	readonly invoiceId: string;
	readonly on: LocalDate;
	/** Withdrawn by the customer, not answered by us. */
	readonly isOwnWithdrawal: boolean;
	/** A mistake of the house, taken back on its own day: its customer said nothing, and nothing rested. */
	readonly isTakenBack: boolean;
	/** It was opened again since, or went into another case that is about the same. */
	readonly goesOn: boolean;
	/** It went into another one, and of this item so much rested twice: that alone rests after it. */
	readonly freedMinor?: bigint;
}

/**
 * The ends that leave the customer in peace for a while, about what was contested: the rest was asked
 * for all along. An answer of ours always does. A customer who withdraws has no answer to digest, and
 * could be silent for ever by contesting a cent each week: it counts once for an invoice, so that who
 * withdraws in good faith still has the time to pay before the next message. What a colleague set by mistake and took
 * back on the same day he never heard of.
 */
export function quietEnds<End extends CaseEnd>(oldestFirst: readonly End[]): End[] {
	const last = new Map(oldestFirst.map((end) => [end.itemId, end]));
	const withdrawn = new Map<string, End>();
	for (const end of oldestFirst)
		if (end.isOwnWithdrawal && !withdrawn.has(end.invoiceId)) withdrawn.set(end.invoiceId, end);
	return [...last.values()].filter(
		(end) =>
			!end.goesOn &&
			!end.isTakenBack &&
			(!end.isOwnWithdrawal || isOfCase(end, withdrawn.get(end.invoiceId)))
	);
}

const isOfCase = (end: CaseEnd, first: CaseEnd | undefined): boolean =>
	first?.disputeId === end.disputeId && first.on === end.on;

/**
 * A call with its customer was noted that day, before a colleague set the case or with it: he set it in the words of the
 * customer, who waits for an answer to them. A call since then may be the one that showed the mistake.
 */
export const isSetAfterCall = (
	{ openedAt, openedOn }: { openedAt: Date; openedOn: LocalDate },
	calledAt: readonly Date[],
	timeZone: string
): boolean => calledAt.some((at) => at <= openedAt && localDateAt(at, timeZone) === openedOn);

/** Of a case no customer had a part in. */
export const isTakenBackOn = (
	{ isOurs, openedOn }: { isOurs: boolean; openedOn: LocalDate },
	to: DisputeStatus,
	on: LocalDate
): boolean => isOurs && to === 'not_a_dispute' && openedOn === on;
