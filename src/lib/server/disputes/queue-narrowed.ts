import { and, eq, gt, gte, inArray, isNull, lte, sql, type SQL } from 'drizzle-orm';
import { addDays } from '$lib/domain/calendar';
import { decimalsOf } from '$lib/domain/money';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { namedCustomers } from '../customers/queries';
import { rootCause } from '../db/schema/causes';
import { disputeTransition } from '../db/schema/disputes';
import { queueCase } from '../db/schema/queue-cases';
import { everyReasonOnce, organisationOnce, usersOnce } from '../settings/queries';
import { isAskedOf } from './asked-now';
import { STATUSES, type QueueFilter } from './queue-filter';
import { hasSubStatus } from './sub-status-of';
import { searchFor, type Search } from './queue-search';

/** Reads what a filter names: a condition on the cases alone, and on whoever has them. */
export async function narrowed(unit: Unit<DeskScope>, filter: QueueFilter): Promise<Search> {
	const { openedFrom, openedTo } = filter;
	const said = await searchFor(unit, filter.q);
	const where = and(
		openedFrom ? gte(queueCase.openedOn, openedFrom) : undefined,
		openedTo ? lte(queueCase.openedOn, openedTo) : undefined,
		await reasoned(unit, filter),
		closedSince(unit, filter),
		filter.priority ? eq(queueCase.priority, filter.priority) : undefined,
		foundAt(unit, filter),
		await hasSubStatus(unit, filter.subStatus),
		ofCustomer(unit, filter),
		await ownedBy(unit, filter),
		await between(unit, filter),
		said.where
	);
	return { ...said, ...(where && { where }) };
}

async function reasoned(
	unit: Unit<DeskScope>,
	{ reason, category }: QueueFilter
): Promise<SQL | undefined> {
	if (!reason && !category) return undefined;
	const wanted = (await everyReasonOnce(unit)).filter(
		(one) => (!reason || one.code === reason) && (!category || one.category === category)
	);
	// A house has some dozens: they stand in the question, where no join is made of them.
	return inArray(
		queueCase.reasonId,
		wanted.map(({ id }) => id)
	);
}

/** Closed for the last time so lately: what was taken up again since is not closed. */
function closedSince(
	{ tx, scope, today }: Unit<DeskScope>,
	{ closedWithin }: QueueFilter
): SQL | undefined {
	if (!closedWithin) return undefined;
	const { disputeId, organisationId, toStatus, on } = disputeTransition;
	const ended = tx
		.select({ id: disputeId })
		.from(disputeTransition)
		.where(
			and(
				eq(organisationId, scope.organisationId),
				inArray(toStatus, [...STATUSES.closed]),
				gt(on, addDays(today, -Number(closedWithin)))
			)
		);
	return and(inArray(queueCase.status, [...STATUSES.closed]), inArray(queueCase.id, ended));
}

function foundAt(unit: Unit<DeskScope>, { stage }: QueueFilter): SQL | undefined {
	if (!stage) return undefined;
	const found = unit.tx
		.select({ id: rootCause.disputeId })
		.from(rootCause)
		.where(
			and(eq(rootCause.organisationId, unit.scope.organisationId), eq(rootCause.stage, stage))
		);
	return inArray(queueCase.id, found);
}

function ofCustomer(unit: Unit<DeskScope>, { customer: code }: QueueFilter): SQL | undefined {
	if (!code) return undefined;
	const named = namedCustomers(unit);
	const found = unit.tx.select({ id: named.id }).from(named).where(eq(named.code, code));
	return inArray(queueCase.customerId, found);
}

/** An owner who is not there any more, or a team of nobody, finds nothing. */
async function ownedBy(
	unit: Unit<DeskScope>,
	{ owner, team }: QueueFilter
): Promise<SQL | undefined> {
	if (owner === 'nobody') return team ? sql`false` : isNull(queueCase.askedId);
	if (!owner && !team) return undefined;
	const wanted = owner === 'me' ? unit.scope.user.id : owner;
	const people = (await usersOnce(unit)).filter(
		(user) => (!wanted || user.id === wanted) && (!team || user.team === team)
	);
	return people.length > 0 ? isAskedOf(people) : sql`false`;
}

async function between(
	unit: Unit<DeskScope>,
	{ amountFrom, amountTo }: QueueFilter
): Promise<SQL | undefined> {
	if (!amountFrom && !amountTo) return undefined;
	const { currency } = await organisationOnce(unit);
	const minor = (amount: string) => sql`round(${amount}::numeric * ${10 ** decimalsOf(currency)})`;
	return and(
		amountFrom ? sql`${queueCase.contestedMinor} >= ${minor(amountFrom)}` : undefined,
		amountTo ? sql`${queueCase.contestedMinor} <= ${minor(amountTo)}` : undefined
	);
}
