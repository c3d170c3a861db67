import { sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { z } from 'zod';
import { mayBeAsked } from '$lib/domain/access';
import { dayInput } from '$lib/domain/day-input';
import { absenceFault, type Absence } from '$lib/domain/disputes/absence';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import { actorOf, type DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { absence } from '../db/schema/absences';
import { usersOf } from '../settings/queries';
import { absencesUntil } from './queries';
import { refuseForOthers } from './refuse-for-others';

/** `userId`: who is away; whoever says it, when missing. */
export const absenceInput = z.object({
	userId: z.uuid().optional(),
	fromOn: dayInput,
	untilOn: dayInput,
	substituteId: z.uuid()
});

/**
 * A colleague says for himself, or an administrator for him, who answers while he is away.
 * @throws every fault of `absenceFault`; not_found for a colleague who does not work here
 */
export async function enterAbsence(
	unit: Unit<DeskScope>,
	{ userId = unit.scope.user.id, ...days }: z.infer<typeof absenceInput>
): Promise<{ absenceId: string }> {
	refuseForOthers(unit, userId);
	const wanted = { userId, ...days };
	await refuseFaulty(unit, wanted);
	const id = uuidv7();
	await unit.tx.insert(absence).values({
		...{ organisationId: unit.scope.organisationId, id, ...wanted },
		...{ enteredBy: actorOf(unit.scope).name, enteredAt: unit.now }
	});
	await record(unit, 'absence.entered', { kind: 'user', id: userId }, { absenceId: id, ...days });
	return { absenceId: id };
}

async function refuseFaulty(unit: Unit<DeskScope>, wanted: Absence): Promise<void> {
	await oneAtATime(unit, wanted.userId);
	const users = await usersOf(unit);
	if (!users.some(({ id }) => id === wanted.userId)) throw new AppError('not_found', {}, 'userId');
	const known = await absencesUntil(unit, wanted.fromOn);
	const able = new Set(users.filter(mayBeAsked).map(({ id }) => id));
	const fault = absenceFault(wanted, known, able, unit.today);
	if (fault) throw new AppError(fault.code, {}, fault.field);
}

/** Two windows at once do not enter two absences over the same days. */
const oneAtATime = ({ tx }: Unit<DeskScope>, userId: string) =>
	tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`absence:${userId}`}, 0))`);
