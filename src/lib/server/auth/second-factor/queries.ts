import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import type { Unit } from '../../db/client';
import { recoveryCode, secondFactor } from '../../db/schema/second-factors';
import type { InsideScope } from '../scope';

export type SecondFactor = typeof secondFactor.$inferSelect;

export const ofUser = ({ scope }: Unit<InsideScope>, userId: string) =>
	and(eq(secondFactor.organisationId, scope.organisationId), eq(secondFactor.userId, userId));

/** Null for whoever never began to set one up. */
export async function factorOf(
	unit: Unit<InsideScope>,
	userId: string
): Promise<SecondFactor | null> {
	const [row] = await unit.tx.select().from(secondFactor).where(ofUser(unit, userId));
	return row ?? null;
}

/** Whose second factor is in force. */
export async function confirmedFactors(unit: Unit<InsideScope>): Promise<ReadonlySet<string>> {
	const rows = await unit.tx
		.select({ userId: secondFactor.userId })
		.from(secondFactor)
		.where(
			and(
				eq(secondFactor.organisationId, unit.scope.organisationId),
				isNotNull(secondFactor.confirmedAt)
			)
		);
	return new Set(rows.map(({ userId }) => userId));
}

export const codesOf = ({ scope }: Unit<InsideScope>, userId: string) =>
	and(eq(recoveryCode.organisationId, scope.organisationId), eq(recoveryCode.userId, userId));

/** Recovery codes nobody used yet. */
export const codesLeft = (unit: Unit<InsideScope>, userId: string): Promise<number> =>
	unit.tx.$count(recoveryCode, and(codesOf(unit, userId), isNull(recoveryCode.usedAt)));
