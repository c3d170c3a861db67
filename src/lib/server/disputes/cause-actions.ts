import { and, asc, eq, gte, inArray, isNotNull, isNull, lt, ne, or, type SQL } from 'drizzle-orm';
import { addDays, type LocalDate } from '$lib/domain/calendar';
import { ENDED_STATUSES } from '$lib/domain/disputes/lifecycle';
import type { DeskScope, InsideScope } from '../auth/scope';
import { namedCustomers } from '../customers/queries';
import type { Unit } from '../db/client';
import { rootCause } from '../db/schema/causes';
import { dispute } from '../db/schema/disputes';
import { contentSha256Of } from '../evidence';
import { namesOf } from '../settings/names-of';
import type { CauseRow } from './cause-queries';
import { personToday } from './person-today';

/** What is changed so that a case does not come again, as somebody has to do it: like a task of the case. */
export interface CauseAction extends Pick<CauseRow, 'id' | 'disputeId' | 'ownerId' | 'ownerTeam'> {
	text: string;
	dueOn: LocalDate | null;
	givenBy: string;
}

export const actionOf = (row: CauseRow): CauseAction => ({
	...{ id: row.id, disputeId: row.disputeId, text: row.action, dueOn: row.dueOn },
	...{ ownerId: row.ownerId, ownerTeam: row.ownerTeam, givenBy: row.setByName }
});

/**
 * A case has one cause, with one action after another: each is a task of its own to whoever is told. What was told before
 * that was so bears the name of the cause alone.
 */
export const asTask = ({ id, text, dueOn }: Pick<CauseAction, 'id' | 'text' | 'dueOn'>) => ({
	...{ id: `${id}:${contentSha256Of(text).slice(0, 16)}`, toldAs: id, text, dueOn }
});

/** Something is to be done, and is not done. */
export const isOpenAction = ({ action, doneAt }: Pick<CauseRow, 'action' | 'doneAt'>): boolean =>
	action !== '' && doneAt === null;

/** A case that is looked at again asks nobody. */
const isOpen = (unit: Unit<InsideScope>) =>
	and(
		eq(rootCause.organisationId, unit.scope.organisationId),
		isNull(rootCause.doneAt),
		ne(rootCause.action, ''),
		inArray(dispute.status, ENDED_STATUSES)
	);

function openRows(unit: Unit<InsideScope>, which?: SQL) {
	const customer = namedCustomers(unit);
	return unit.tx
		.select({
			id: rootCause.id,
			disputeId: rootCause.disputeId,
			customerId: rootCause.customerId,
			text: rootCause.action,
			dueOn: rootCause.dueOn,
			ownerId: rootCause.ownerId,
			ownerTeam: rootCause.ownerTeam,
			givenBy: rootCause.setByName,
			collectorId: dispute.collectorId,
			reference: dispute.reference,
			customerName: customer.name,
			customerCode: customer.code
		})
		.from(rootCause)
		.innerJoin(
			dispute,
			and(eq(dispute.organisationId, rootCause.organisationId), eq(dispute.id, rootCause.disputeId))
		)
		.innerJoin(customer, eq(customer.id, rootCause.customerId))
		.where(and(isOpen(unit), which))
		.orderBy(asc(rootCause.dueOn), asc(rootCause.id))
		.$dynamic();
}

/** Every one of the house, the first due first, with who does it. */
export async function openActions(unit: Unit<DeskScope>, most: number) {
	const rows = await openRows(unit).limit(most);
	const names = await namesOf(
		unit,
		rows.flatMap(({ ownerId }) => ownerId ?? [])
	);
	return rows.map(({ collectorId: _keeper, customerId: _of, ...row }) => ({
		...row,
		ownerName: row.ownerId && (names.get(row.ownerId) ?? '')
	}));
}

/** Those of this colleague, and what somebody else is late with in a case he looks after, himself or for who is away; each has a day. */
export async function causeActionsOfMine(unit: Unit<DeskScope>, most: number) {
	const person = await personToday(unit);
	const stoodFor = [person.id, ...person.represents];
	const his = or(
		inArray(rootCause.ownerId, stoodFor),
		person.team ? and(isNull(rootCause.ownerId), eq(rootCause.ownerTeam, person.team)) : undefined,
		and(lt(rootCause.dueOn, unit.today), inArray(dispute.collectorId, stoodFor))
	);
	const rows = await openRows(unit, and(isNotNull(rootCause.dueOn), his)).limit(most);
	return rows.flatMap(({ dueOn, ...row }) => (dueOn ? [{ ...row, dueOn, person }] : []));
}

/** Those whose day is past, not longer ago than that. */
export const lateActions = (unit: Unit<InsideScope>, lookedBackDays: number) =>
	openRows(
		unit,
		and(lt(rootCause.dueOn, unit.today), gte(rootCause.dueOn, addDays(unit.today, -lookedBackDays)))
	);
