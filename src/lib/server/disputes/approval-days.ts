import { localDateAt, type LocalDate } from '$lib/domain/calendar';
import { approvalDue, type ApprovalDue } from '$lib/domain/disputes/approval-due';
import { promisedDayOf, type DeadlineFacts } from '$lib/domain/disputes/deadlines';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import type { ApprovalRequest } from './approval-requests';

/** Whoever it waits for was asked that day: at first, by the level before, or by an answer to his question. */
export const askedOnOf = (
	{ scope }: Unit<InsideScope>,
	{ row, acts }: Pick<ApprovalRequest, 'row' | 'acts'>
): LocalDate => localDateAt(acts.at(-1)?.at ?? row.askedAt, scope.timeZone);

/** By when it is signed, or the question about it answered. */
export const approvalDueOf = (
	unit: Unit<InsideScope>,
	request: Pick<ApprovalRequest, 'row' | 'acts'>,
	facts: DeadlineFacts
): ApprovalDue =>
	approvalDue(
		{
			askedOn: askedOnOf(unit, request),
			validUntil: request.row.validUntil,
			promisedOn: facts.status === 'waiting_customer' ? null : promisedDayOf(facts)
		},
		facts.calendar
	);
