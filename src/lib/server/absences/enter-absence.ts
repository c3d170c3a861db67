import { sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { z } from 'zod';
import { mayBeAsked } from '$lib/domain/access';
import { dayInput } from '$lib/domain/day-input';
import { absenceFault, warnedAbout, type Absence } from '$lib/domain/disputes/absence';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import { fromInside } from '../auth/from-inside';
import { actorOf, type DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { absence } from '../db/schema/absences';
import { passOn } from '../disputes/pass-on';
import { usersOf } from '../settings/queries';
import { absencesUntil } from './queries';
import { refuseForOthers } from './refuse-for-others';
import { warnOfSignatures } from './warn-of-signatures';

/** `userId`: who is away; whoever says it, when missing. */
export const absenceInput = z.object({
	userId: z.uuid().optional(),
	fromOn: dayInput,
	untilOn: dayInput,
	substituteId: z.uuid(),
	/** `warnedAbout` of the very absence: told already what his substitute cannot sign. Otherwise it is refused first. */
	warned: z.string().max(200).default('')
});

/**
 * A colleague says for himself, or an administrator for him, who answers while he is away.
 * @throws every fault of `absenceFault`; those of `warnOfSignatures`; not_found for a colleague who does not work here
 */
export async function enterAbsence(
	unit: Unit<DeskScope>,
	{ userId = unit.scope.user.id, warned, ...days }: z.infer<typeof absenceInput>
): Promise<{ absenceId: string }> {
	refuseForOthers(unit, userId);
	const wanted = { userId, ...days };
	await refuseFaulty(unit, wanted);
	if (warned !== warnedAbout(wanted)) await warnOfSignatures(unit, wanted);
	const id = uuidv7();
	await unit.tx.insert(absence).values({
		...{ organisationId: unit.scope.organisationId, id, ...wanted },
		...{ enteredBy: actorOf(unit.scope).name, enteredAt: unit.now }
	});
	await passOnFrom(unit, wanted);
	await record(unit, 'absence.entered', { kind: 'user', id: userId }, { absenceId: id, ...days });
	return { absenceId: id };
}

/** What waits for him goes to whoever is there, at once where it begins today or has begun; later ones with their day. */
async function passOnFrom(unit: Unit<DeskScope>, { userId, fromOn }: Absence): Promise<void> {
	if (fromOn > unit.today) return;
	const away = (await usersOf(unit)).find(({ id }) => id === userId);
	if (!away) return;
	await fromInside(unit, (inside) => passOn(inside, away));
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
