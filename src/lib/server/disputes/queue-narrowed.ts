import { and, eq, gte, inArray, isNull, lte, or, sql, type SQL } from 'drizzle-orm';
import { decimalsOf } from '$lib/domain/money';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { namedCustomers } from '../customers/queries';
import { among } from '../db/one-of';
import { assignment } from '../db/schema/assignments';
import { dispute } from '../db/schema/disputes';
import { everyReason, organisationOf, usersOf } from '../settings/queries';
import { claimedAmount } from './claimed-items';
import type { QueueFilter } from './queue-filter';
import { searchFor } from './queue-search';

/** Reads what a filter names: a condition on the cases alone, and on whoever has them. */
export async function narrowed(
	unit: Unit<DeskScope>,
	filter: QueueFilter
): Promise<SQL | undefined> {
	const { openedFrom, openedTo } = filter;
	return and(
		openedFrom ? gte(dispute.openedOn, openedFrom) : undefined,
		openedTo ? lte(dispute.openedOn, openedTo) : undefined,
		await reasoned(unit, filter),
		ofCustomer(unit, filter),
		await ownedBy(unit, filter),
		await between(unit, filter),
		await searchFor(unit, filter.q)
	);
}

async function reasoned(
	unit: Unit<DeskScope>,
	{ reason, category }: QueueFilter
): Promise<SQL | undefined> {
	if (!reason && !category) return undefined;
	const wanted = (await everyReason(unit)).filter(
		(one) => (!reason || one.code === reason) && (!category || one.category === category)
	);
	return among(
		dispute.reasonId,
		wanted.map(({ id }) => id)
	);
}

function ofCustomer(unit: Unit<DeskScope>, { customer: code }: QueueFilter): SQL | undefined {
	if (!code) return undefined;
	const named = namedCustomers(unit);
	const found = unit.tx.select({ id: named.id }).from(named).where(eq(named.code, code));
	return inArray(dispute.customerId, found);
}

/** An owner who is not there any more, or a team of nobody, finds nothing. */
async function ownedBy(
	unit: Unit<DeskScope>,
	{ owner, team }: QueueFilter
): Promise<SQL | undefined> {
	if (owner === 'nobody') return and(isNull(assignment.id), team ? sql`false` : undefined);
	if (!owner && !team) return undefined;
	const wanted = owner === 'me' ? unit.scope.user.id : owner;
	const people = (await usersOf(unit)).filter(
		(user) => (!wanted || user.id === wanted) && (!team || user.team === team)
	);
	if (people.length === 0) return sql`false`;
	return or(
		inArray(
			assignment.userId,
			people.map(({ id }) => id)
		),
		inArray(
			sql`lower(${assignment.resolverEmail})`,
			people.map(({ email }) => email.toLowerCase())
		)
	);
}

async function between(
	unit: Unit<DeskScope>,
	{ amountFrom, amountTo }: QueueFilter
): Promise<SQL | undefined> {
	if (!amountFrom && !amountTo) return undefined;
	const { currency } = await organisationOf(unit);
	const minor = (amount: string) => sql`round(${amount}::numeric * ${10 ** decimalsOf(currency)})`;
	return and(
		amountFrom ? sql`${claimedAmount} >= ${minor(amountFrom)}` : undefined,
		amountTo ? sql`${claimedAmount} <= ${minor(amountTo)}` : undefined
	);
}
