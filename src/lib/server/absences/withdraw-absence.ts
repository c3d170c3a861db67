import { and, eq, isNull } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import { actorOf, type DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { absence } from '../db/schema/absences';
import { refuseForOthers } from './refuse-for-others';

/** Back early, or entered by mistake: from now on he answers himself. @throws not_found */
export async function withdrawAbsence(
	unit: Unit<DeskScope>,
	{ absenceId }: { absenceId: string }
): Promise<void> {
	const [withdrawn] = await unit.tx
		.update(absence)
		.set({ withdrawnAt: unit.now, withdrawnBy: actorOf(unit.scope).name })
		.where(
			and(
				eq(absence.organisationId, unit.scope.organisationId),
				eq(absence.id, absenceId),
				isNull(absence.withdrawnAt)
			)
		)
		.returning({ userId: absence.userId });
	if (!withdrawn) throw new AppError('not_found');
	refuseForOthers(unit, withdrawn.userId);
	await record(unit, 'absence.withdrawn', { kind: 'user', id: withdrawn.userId }, { absenceId });
}
