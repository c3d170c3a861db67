import { and, eq } from 'drizzle-orm';
import { isPutOff } from '$lib/domain/worklist/postponed';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { postponedWork } from '../db/schema/postponed-work';
import type { WorkRow } from './work-row';

/** What whoever looks put off himself. */
export const isHisPutOff = ({ scope }: Unit<DeskScope>) =>
	and(
		eq(postponedWork.organisationId, scope.organisationId),
		eq(postponedWork.userId, scope.user.id)
	);

/** The rows of a day apart from those its person put off, which still say the same. */
export async function withoutPutOff(unit: Unit<DeskScope>, rows: readonly WorkRow[]) {
	const kept = await unit.tx.select().from(postponedWork).where(isHisPutOff(unit));
	const byKey = new Map(kept.map((one) => [one.key, one]));
	const away = (row: WorkRow) => {
		const one = byKey.get(row.key);
		return one && isPutOff(row, one, unit.today) ? one : null;
	};
	return {
		rows: rows.filter((row) => !away(row)),
		putOff: rows.flatMap((row) => {
			const one = away(row);
			return one ? [{ ...row, untilOn: one.untilOn, reason: one.reason }] : [];
		})
	};
}
