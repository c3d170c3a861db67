import type { LocalDate } from '$lib/domain/calendar';
import { isForHouse, replyBy } from '$lib/domain/disputes/silent-customer';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { workingCalendarOnce } from '../settings/queries';
import { askedOfCustomers } from './asked-of-customers';

/** What a case waits for from its customer. */
export interface AwaitedAnswer {
	askedOn: LocalDate;
	remindedOn: LocalDate | null;
	/** The last day on which it is waited for. */
	replyBy: LocalDate;
	/** A letter about it is read by somebody. */
	isReached: boolean;
	/** Since when an answer by mail waits that nobody has read; null: none does. */
	unreadSince: Date | null;
	/** That day has gone by, or nobody reads it: it is for the house to say how it goes on. */
	isSilent: boolean;
}

/** Null: the case waits for no answer of its customer, or for one to an offer. */
export async function awaitedAnswer(
	unit: Unit<InsideScope>,
	disputeId: string
): Promise<AwaitedAnswer | null> {
	const asked = (await askedOfCustomers(unit, [disputeId])).get(disputeId);
	if (!asked) return null;
	const calendar = await workingCalendarOnce(unit);
	const { askedOn, from, remindedOn, isReached, unreadSince } = asked;
	return {
		...{ askedOn, remindedOn, isReached, unreadSince, replyBy: replyBy(from, calendar) },
		isSilent: isForHouse(asked, unit.today, calendar)
	};
}
