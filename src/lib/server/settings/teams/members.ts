import { and, eq, ne } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import { record } from '../../audit/record';
import type { InsideScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { user } from '../../db/schema/users';
import { usersOf } from '../queries';

/** @throws not_found when one of them is nobody who works here */
export async function refuseUnknownMembers(
	unit: Unit<InsideScope>,
	ids: readonly string[]
): Promise<void> {
	const known = new Set((await usersOf(unit)).map(({ id }) => id));
	if (ids.some((id) => !known.has(id))) throw new AppError('not_found');
}

/** These are in it from now on, and nobody else; whoever was in another team leaves it. */
export async function putMembers(
	unit: Unit<InsideScope>,
	key: string,
	ids: readonly string[]
): Promise<void> {
	for (const { id, team } of await usersOf(unit)) {
		const wanted = ids.includes(id) ? key : team === key ? '' : team;
		if (wanted !== team) await moveTo(unit, id, { before: team, after: wanted });
	}
}

async function moveTo(
	unit: Unit<InsideScope>,
	id: string,
	team: { before: string; after: string }
): Promise<void> {
	await unit.tx
		.update(user)
		.set({ team: team.after })
		.where(and(eq(user.organisationId, unit.scope.organisationId), eq(user.id, id)));
	await record(unit, 'user.changed', { kind: 'user', id }, { team });
}

/** What colleagues are said to be in, those who left too. */
export async function everyUserTeam(unit: Unit<InsideScope>): Promise<string[]> {
	const rows = await unit.tx
		.selectDistinct({ team: user.team })
		.from(user)
		.where(and(eq(user.organisationId, unit.scope.organisationId), ne(user.team, '')));
	return rows.map(({ team }) => team);
}
