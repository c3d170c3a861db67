import { AppError } from '$lib/domain/errors';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { everyRow } from './day';
import { dayOf, putRowOff, type Until } from './put-row-off';

/** Puts a row of his own day off; anything new about it brings it back before. @throws not_found, date_invalid */
export async function postponeWork(
	unit: Unit<DeskScope>,
	{ key, ...until }: Until & { key: string }
): Promise<void> {
	dayOf(until, unit.today);
	const row = (await everyRow(unit)).find((one) => one.key === key);
	if (!row) throw new AppError('not_found');
	await putRowOff(unit, row, until);
}
