import { and, asc, eq, inArray, isNull, lt, or } from 'drizzle-orm';
import { ENDED_STATUSES } from '$lib/domain/disputes/lifecycle';
import type { DeskScope } from '../auth/scope';
import { namedCustomers } from '../customers/queries';
import type { Unit } from '../db/client';
import { caseTask } from '../db/schema/tasks';
import { dispute } from '../db/schema/disputes';
import { personToday } from './person-today';
import { isOurTask } from './task-queries';

/**
 * What decisions left this colleague to do, the first due first; what somebody else is late with in a case he
 * follows, or somebody he stands in for, is told to him too. A case that is looked at again asks nobody.
 */
export async function caseTasksOfMine(unit: Unit<DeskScope>, most: number) {
	const customer = namedCustomers(unit);
	const person = await personToday(unit);
	const rows = await unit.tx
		.select({
			id: caseTask.id,
			text: caseTask.text,
			dueOn: caseTask.dueOn,
			ownerId: caseTask.ownerId,
			ownerTeam: caseTask.ownerTeam,
			reference: dispute.reference,
			customerName: customer.name,
			customerCode: customer.code
		})
		.from(caseTask)
		.innerJoin(
			dispute,
			and(eq(dispute.organisationId, caseTask.organisationId), eq(dispute.id, caseTask.disputeId))
		)
		.innerJoin(customer, eq(customer.id, caseTask.customerId))
		.where(
			and(
				isOurTask(unit),
				isNull(caseTask.endedAt),
				inArray(dispute.status, ENDED_STATUSES),
				or(isHis(person), isLateInHisCase(unit, person))
			)
		)
		.orderBy(asc(caseTask.dueOn), asc(caseTask.id))
		.limit(most);
	return rows.map((row) => ({ ...row, person }));
}

type Person = Awaited<ReturnType<typeof personToday>>;

function isHis({ id, team, represents }: Person) {
	return or(
		inArray(caseTask.ownerId, [id, ...represents]),
		team ? and(isNull(caseTask.ownerId), eq(caseTask.ownerTeam, team)) : undefined
	);
}

const isLateInHisCase = ({ today }: Unit<DeskScope>, { id, represents }: Person) =>
	and(lt(caseTask.dueOn, today), inArray(dispute.collectorId, [id, ...represents]));
