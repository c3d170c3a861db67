import { and, eq } from 'drizzle-orm';
import type { Profile } from '$lib/domain/users/schema';
import { record } from '../../audit/record';
import type { DeskScope } from '../../auth/scope';
import { endSessionsOf } from '../../auth/sessions';
import type { Unit } from '../../db/client';
import { user } from '../../db/schema/users';
import { holdTeam } from '../teams/hold-team';
import { refuseUnknownTeam } from '../teams/refuse-unknown-team';
import { refuseWithoutAdmin } from './keep-an-admin';
import { userById } from './user-queries';

/**
 * Name, role, team and language of a colleague. Another role ends his sessions: he signs in anew, with whatever
 * that role asks for.
 * @throws not_found, last_admin, team_unknown
 */
export async function changeUser(
	unit: Unit<DeskScope>,
	{ userId, ...after }: Profile & { userId: string }
): Promise<void> {
	// Whoever changes a team holds it before its colleagues.
	await holdTeam(unit, after.team);
	const found = await userById(unit, userId);
	if (found.disabledAt === null)
		await refuseWithoutAdmin(unit, userId, { role: after.role, active: true });
	const { name, role, team, language } = found;
	const before = { name, role, team, language };
	await refuseUnknownTeam(unit, after.team, { field: 'team', kept: team });
	const changed = KEYS.filter((key) => before[key] !== after[key]);
	if (changed.length === 0) return;
	await unit.tx
		.update(user)
		.set(after)
		.where(and(eq(user.organisationId, unit.scope.organisationId), eq(user.id, userId)));
	if (changed.includes('role')) await endSessionsOf(unit, userId);
	await record(
		unit,
		'user.changed',
		{ kind: 'user', id: userId },
		Object.fromEntries(changed.map((key) => [key, { before: before[key], after: after[key] }]))
	);
}

const KEYS = ['name', 'role', 'team', 'language'] as const;
