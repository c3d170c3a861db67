import { and, eq, isNotNull, or, sql, type SQLWrapper } from 'drizzle-orm';
import { fromInside } from '../auth/from-inside';
import type { InsideScope, Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { user } from '../db/schema/users';

/**
 * Addresses, in small letters, of those who work here no more. One rule for whoever is asked, signs or answers for a
 * team: nothing is written to such an address, its links open nothing and are not renewed.
 */
export async function closedAddresses(unit: Unit<InsideScope>): Promise<ReadonlySet<string>> {
	const rows = await unit.tx
		.select({ email: user.email })
		.from(user)
		.where(and(eq(user.organisationId, unit.scope.organisationId), isNotNull(user.disabledAt)));
	return new Set(rows.map(({ email }) => email.toLowerCase()));
}

/** Since when whose account is closed. */
export async function accountsClosedAt({
	tx,
	scope
}: Unit<InsideScope>): Promise<ReadonlyMap<string, Date>> {
	const rows = await tx
		.select({ id: user.id, at: user.disabledAt })
		.from(user)
		.where(and(eq(user.organisationId, scope.organisationId), isNotNull(user.disabledAt)));
	return new Map(rows.flatMap(({ id, at }) => (at ? [[id, at] as const] : [])));
}

/** The same of one address. A link sees no accounts: they are read from inside. */
export const isClosedAddress = async (unit: Unit<Scope>, email: string): Promise<boolean> =>
	(await fromInside(unit, closedAddresses)).has(email.toLowerCase());

/** To filter with: the closed account behind somebody who is named by his account, or by his address alone. */
export const closedAccountOf = (
	{ tx, scope }: Unit<InsideScope>,
	named: { userId: SQLWrapper; email?: SQLWrapper }
) =>
	tx
		.select({ one: sql`1` })
		.from(user)
		.where(
			and(
				eq(user.organisationId, scope.organisationId),
				isNotNull(user.disabledAt),
				or(
					sql`${user.id} = ${named.userId}`,
					named.email && sql`lower(${user.email}) = lower(${named.email})`
				)
			)
		);
