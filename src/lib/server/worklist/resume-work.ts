import { and, eq } from 'drizzle-orm';
import { record } from '../audit/record';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { postponedWork } from '../db/schema/postponed-work';
import { isHisPutOff } from './put-off';

/** Takes a row back into his day; one that is in it already stays there. */
export async function resumeWork(unit: Unit<DeskScope>, key: string): Promise<void> {
	const taken = await unit.tx
		.delete(postponedWork)
		.where(and(isHisPutOff(unit), eq(postponedWork.key, key)))
		.returning({ id: postponedWork.id });
	if (taken.length === 0) return;
	const { id } = unit.scope.user;
	await record(unit, 'work.resumed', { kind: 'user', id }, { key });
}
