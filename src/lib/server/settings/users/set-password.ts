import { and, eq } from 'drizzle-orm';
import type { InsideScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { user } from '../../db/schema/users';

const isThis = ({ scope }: Unit<InsideScope>, userId: string) =>
	and(eq(user.organisationId, scope.organisationId), eq(user.id, userId));

/** Whoever calls it ends what the old one opened, and records why. */
export async function setPassword(
	unit: Unit<InsideScope>,
	userId: string,
	passwordHash: string
): Promise<void> {
	await unit.tx.update(user).set({ passwordHash }).where(isThis(unit, userId));
}

export async function noteLastSignIn(unit: Unit<InsideScope>, userId: string): Promise<void> {
	await unit.tx.update(user).set({ lastSignInAt: unit.now }).where(isThis(unit, userId));
}
