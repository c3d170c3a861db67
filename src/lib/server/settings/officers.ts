import { and, asc, eq, isNull, or, sql } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { user } from '../db/schema/users';

export type Officer = Pick<typeof user.$inferSelect, 'id' | 'name' | 'email'>;

const OFFICER = { id: user.id, name: user.name, email: user.email };

/** Whoever was named for an account, as long as he works here; else who looks after all the others; else nobody. */
export async function officerFor(
	unit: Unit<InsideScope>,
	named: string | null
): Promise<Officer | null> {
	const [row] = await unit.tx
		.select(OFFICER)
		.from(user)
		.where(
			and(
				working(unit),
				or(named === null ? undefined : eq(user.id, named), eq(user.defaultOfficer, true))
			)
		)
		.orderBy(asc(user.defaultOfficer))
		.limit(1);
	return row ?? null;
}

/** Who looks after the accounts nobody was named for. */
export const defaultOfficer = (unit: Unit<InsideScope>): Promise<Officer | null> =>
	officerFor(unit, null);

/** A colleague who can be named. @throws not_found */
export async function workingOfficer(unit: Unit<InsideScope>, userId: string): Promise<Officer> {
	const [row] = await unit.tx
		.select(OFFICER)
		.from(user)
		.where(and(working(unit), eq(user.id, userId)));
	if (!row) throw new AppError('not_found');
	return row;
}

/** Null: customers nobody was named for have no officer. @throws not_found */
export async function chooseDefaultOfficer(
	unit: Unit<InsideScope>,
	userId: string | null
): Promise<void> {
	const before = await defaultOfficer(unit);
	const after = userId === null ? null : await workingOfficer(unit, userId);
	if (before?.id === after?.id) return;
	const { organisationId } = unit.scope;
	const ours = eq(user.organisationId, organisationId);
	await unit.tx
		.update(user)
		.set({ defaultOfficer: false })
		.where(and(ours, eq(user.defaultOfficer, true)));
	if (after)
		await unit.tx
			.update(user)
			.set({ defaultOfficer: true })
			.where(and(ours, eq(user.id, after.id)));
	await record(
		unit,
		'organisation.officer_chosen',
		{ kind: 'organisation', id: organisationId },
		{ before: before?.name ?? null, after: after?.name ?? null }
	);
}

/** To filter with: a row where this colleague looks after the accounts nobody was named for. */
export const defaultOfficerIs = (unit: Unit<InsideScope>, userId: string) =>
	unit.tx
		.select({ one: sql`1` })
		.from(user)
		.where(and(working(unit), eq(user.id, userId), eq(user.defaultOfficer, true)));

const working = (unit: Unit<InsideScope>) =>
	and(eq(user.organisationId, unit.scope.organisationId), isNull(user.disabledAt));
