import { clockOf } from '$lib/domain/disputes/case-clock';
import {
	promisedDayOf,
	promisedIn,
	timeLeftOf,
	type DeadlineFacts
} from '$lib/domain/disputes/deadlines';
import { isActive } from '$lib/domain/disputes/lifecycle';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { blockedDaysOf } from './blocked-days';
import type { deadlineFactsOf } from './deadline-facts';
import { deadlinesShown } from './deadlines-shown';

/** By when a case is to be answered, how that day comes about, and whether it passed. */
export async function dueShown(
	unit: Unit<DeskScope>,
	disputeId: string,
	deadline: Awaited<ReturnType<typeof deadlineFactsOf>>
) {
	const promisedOn = promisedDayOf(deadline);
	const blockedOf = await blockedDaysOf(unit, new Map([[disputeId, deadline]]));
	return {
		answerDueOn: promisedOn,
		promisedOn,
		left: timeLeftOf(deadline, promisedOn),
		commitments: deadline.commitments,
		/** How that day comes about, piece by piece. */
		clock: clockOf(deadline),
		deadlines: await deadlinesShown(unit, deadline),
		isMissed: isOwed(deadline) && promisedOn < unit.today,
		isSuspended: deadline.status === 'waiting_customer',
		/** Days what is contested was blocked; not those its customer was waited for. */
		blockedDays: blockedOf(disputeId)
	};
}

/** Until the decision the answer is owed; after it only what was promised since. */
const isOwed = (deadline: DeadlineFacts): boolean =>
	isActive(deadline.status) &&
	deadline.status !== 'waiting_customer' &&
	promisedIn(deadline).length > 0;
