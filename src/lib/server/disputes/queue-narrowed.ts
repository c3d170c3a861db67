import { and, inArray, isNull, or, sql, type SQL } from 'drizzle-orm';
import { decimalsOf } from '$lib/domain/money';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { assignment } from '../db/schema/assignments';
import { organisationOf, usersOf } from '../settings/queries';
import { claimed } from './claimed-items';
import type { Narrowed, QueueFilter } from './queue-filter';
import { searchFor } from './queue-search';

/** Reads what a filter names. */
export const narrowed = async (unit: Unit<DeskScope>, filter: QueueFilter): Promise<Narrowed> => ({
	owner: await ownedBy(unit, filter),
	amount: await between(unit, filter),
	said: await searchFor(unit, filter.q)
});

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
		amountFrom ? sql`${claimed} >= ${minor(amountFrom)}` : undefined,
		amountTo ? sql`${claimed} <= ${minor(amountTo)}` : undefined
	);
}
