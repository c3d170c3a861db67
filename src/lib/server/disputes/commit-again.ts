import { addDays, type LocalDate } from '$lib/domain/calendar';
import { isClosed } from '$lib/domain/disputes/lifecycle';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { caseOf } from './case-queries';
import { promisedDay } from './deadline-facts';
import { insertCommitment } from './insert-commitment';
import { lockDispute, refuseWhenChanged } from './lock-dispute';
import { tellFollowers, updateOf } from './tell-followers';

export interface NewCommitment {
	disputeId: string;
	dueOn: LocalDate;
	/** What will be there by then, for the customer to read. */
	what: string;
	seen?: string;
}

const MOST_DAYS = 180;

/**
 * A new day staff commit to, told to everybody who follows the case, the day that was missed included.
 * @throws date_in_past, day_too_far, transition_not_allowed once it is closed
 */
export async function commitAgain(unit: Unit<DeskScope>, input: NewCommitment): Promise<void> {
	const { status } = await lockDispute(unit, input.disputeId);
	await refuseWhenChanged(unit, input.disputeId, input.seen);
	if (isClosed(status)) throw new AppError('transition_not_allowed', { from: status, to: status });
	if (input.dueOn < unit.today) throw new AppError('date_in_past', {}, 'dueOn');
	if (input.dueOn > addDays(unit.today, MOST_DAYS)) throw new AppError('day_too_far', {}, 'dueOn');
	const about = await caseOf(unit, input.disputeId);
	const before = await promisedDay(unit, about.dispute.id);
	const id = await insertCommitment(unit, about, input);
	const missed = before < unit.today ? { missedOn: before } : {};
	const told = await updateOf(unit, about, 'committed', { message: input.what, ...missed });
	await tellFollowers(unit, about, told, { onceKey: `dispute-committed:${id}` });
	await record(
		unit,
		'dispute.committed',
		{ kind: 'dispute', id: input.disputeId, customerId: about.customer.id },
		{ dueOn: input.dueOn, before, what: input.what }
	);
}
