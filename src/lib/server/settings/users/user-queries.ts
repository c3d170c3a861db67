import { and, asc, eq, isNull } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { user } from '../../db/schema/users';
import type { Account } from '../account-queries';

const inHouse = ({ scope }: Unit<InsideScope>) => eq(user.organisationId, scope.organisationId);

/** Closed ones too. */
export const everyUser = (unit: Unit<InsideScope>): Promise<Account[]> =>
	unit.tx.select().from(user).where(inHouse(unit)).orderBy(asc(user.name), asc(user.id));

/** @throws not_found */
export async function userById(unit: Unit<InsideScope>, userId: string): Promise<Account> {
	const [row] = await unit.tx
		.select()
		.from(user)
		.where(and(inHouse(unit), eq(user.id, userId)));
	if (!row) throw new AppError('not_found');
	return row;
}

/**
 * Until the transaction ends nobody else changes who administrates: two who demote each other at the same
 * moment come one after the other.
 */
export async function lockAdmins(unit: Unit<InsideScope>): Promise<string[]> {
	const rows = await unit.tx
		.select({ id: user.id })
		.from(user)
		.where(and(inHouse(unit), eq(user.role, 'admin'), isNull(user.disabledAt)))
		.orderBy(asc(user.id))
		.for('no key update');
	return rows.map(({ id }) => id);
}

/** For whoever writes to him once: a second one waits here. Null once the account is closed. */
export async function lockAccount(unit: Unit<InsideScope>, userId: string) {
	const [found] = await unit.tx
		.select()
		.from(user)
		.where(and(inHouse(unit), eq(user.id, userId)))
		.for('no key update');
	return found && !found.disabledAt ? found : null;
}
