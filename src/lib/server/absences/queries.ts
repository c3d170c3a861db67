import { and, asc, eq, gte, isNull } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { absence } from '../db/schema/absences';

/** Absences that end that day or later, the first ones first; none that was taken back. */
export const absencesUntil = (unit: Unit<InsideScope>, day: LocalDate) =>
	unit.tx
		.select({
			id: absence.id,
			userId: absence.userId,
			fromOn: absence.fromOn,
			untilOn: absence.untilOn,
			substituteId: absence.substituteId,
			enteredBy: absence.enteredBy
		})
		.from(absence)
		.where(
			and(
				eq(absence.organisationId, unit.scope.organisationId),
				isNull(absence.withdrawnAt),
				gte(absence.untilOn, day)
			)
		)
		.orderBy(asc(absence.fromOn), asc(absence.id));
