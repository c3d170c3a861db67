import { uuidv7 } from 'uuidv7';
import { addDays, type LocalDate } from '$lib/domain/calendar';
import { AppError } from '$lib/domain/errors';
import { factsOf, mayPutOffUntil } from '$lib/domain/worklist/postponed';
import { record } from '../audit/record';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { postponedWork } from '../db/schema/postponed-work';
import type { WorkRow } from './work-row';

export interface Until {
	/** Null: tomorrow. */
	untilOn: LocalDate | null;
	reason: string;
}

/** @throws date_invalid */
export function dayOf({ untilOn }: Until, today: LocalDate): LocalDate {
	const day = untilOn ?? addDays(today, 1);
	if (!mayPutOffUntil(day, today)) throw new AppError('date_invalid', {}, 'untilOn');
	return day;
}

/** Of whoever looks, with what the row says now. @throws date_invalid */
export async function putRowOff(unit: Unit<DeskScope>, row: WorkRow, until: Until): Promise<void> {
	const { organisationId, user } = unit.scope;
	const { key } = row;
	const { reason } = until;
	const untilOn = dayOf(until, unit.today);
	const said = { facts: factsOf(row), untilOn, reason, postponedAt: unit.now };
	await unit.tx
		.insert(postponedWork)
		.values({ organisationId, id: uuidv7(), userId: user.id, key, ...said })
		.onConflictDoUpdate({
			target: [postponedWork.organisationId, postponedWork.userId, postponedWork.key],
			set: said
		});
	await record(unit, 'work.postponed', { kind: 'user', id: user.id }, { key, untilOn, reason });
}
