import { and, gt } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import { isPutOff } from '$lib/domain/worklist/postponed';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { postponedWork } from '../db/schema/postponed-work';
import { caseNow } from './case-now';
import { isHisPutOff } from './put-off';

export interface PostponedCase {
	disputeId: string;
	key: string;
	untilOn: LocalDate;
	reason: string;
}

/** Of these cases those that whoever looks put off, and of which nothing is new since. */
export async function postponedCases(
	unit: Unit<DeskScope>,
	disputeIds: readonly string[]
): Promise<PostponedCase[]> {
	const kept = await unit.tx
		.select()
		.from(postponedWork)
		.where(and(isHisPutOff(unit), gt(postponedWork.untilOn, unit.today)));
	// Most people put nothing off: nothing more is looked at then.
	if (kept.length === 0 || disputeIds.length === 0) return [];
	const byKey = new Map(kept.map((one) => [one.key, one]));
	return (await caseNow(unit, disputeIds)).flatMap(({ disputeId, row }) => {
		const one = byKey.get(row.key);
		if (!one || !isPutOff(row, one, unit.today)) return [];
		return [{ disputeId, key: one.key, untilOn: one.untilOn, reason: one.reason }];
	});
}
