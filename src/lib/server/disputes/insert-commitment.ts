import { uuidv7 } from 'uuidv7';
import type { LocalDate } from '$lib/domain/calendar';
import { answerDueOn } from '$lib/domain/disputes/deadlines';
import { actorOf, type Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { disputeCommitment } from '../db/schema/disputes';
import { workingCalendarOf } from '../settings/queries';
import type { Case } from './case-queries';

interface NewDay {
	dueOn: LocalDate;
	/** What will be there by then; empty = the answer. */
	what: string;
}

/** A day the house commits to after the first one. */
export async function insertCommitment(
	unit: Unit<Scope>,
	{ dispute }: Case,
	{ dueOn, what }: NewDay
): Promise<string> {
	const id = uuidv7();
	await unit.tx.insert(disputeCommitment).values({
		...{ organisationId: unit.scope.organisationId, id, dueOn, what },
		...{ customerId: dispute.customerId, disputeId: dispute.id },
		setAt: unit.now,
		setById: unit.scope.audience === 'desk' ? unit.scope.user.id : null,
		setByName: actorOf(unit.scope).name
	});
	return id;
}

/** A case that is opened again is answered within the days of its reason, counted from now. */
export const commitFromReopening = async (unit: Unit<Scope>, about: Case): Promise<string> =>
	insertCommitment(unit, about, {
		dueOn: answerDueOn(unit.today, about.reason.deadlineDays, await workingCalendarOf(unit)),
		what: ''
	});
