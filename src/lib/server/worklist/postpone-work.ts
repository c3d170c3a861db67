import { uuidv7 } from 'uuidv7';
import { addDays, type LocalDate } from '$lib/domain/calendar';
import { AppError } from '$lib/domain/errors';
import { factsOf, mayPutOffUntil } from '$lib/domain/worklist/postponed';
import { record } from '../audit/record';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { postponedWork } from '../db/schema/postponed-work';
import { everyRow } from './day';

interface Postpone {
	key: string;
	/** Null: tomorrow. */
	untilOn: LocalDate | null;
	reason: string;
}

/** Puts a row of his own day off; anything new about it brings it back before. @throws not_found, date_invalid */
export async function postponeWork(
	unit: Unit<DeskScope>,
	{ key, reason, ...wanted }: Postpone
): Promise<void> {
	const untilOn = wanted.untilOn ?? addDays(unit.today, 1);
	if (!mayPutOffUntil(untilOn, unit.today)) throw new AppError('date_invalid', {}, 'untilOn');
	const row = (await everyRow(unit)).find((one) => one.key === key);
	if (!row) throw new AppError('not_found');
	const { organisationId, user } = unit.scope;
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
