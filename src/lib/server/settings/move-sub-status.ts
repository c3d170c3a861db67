import type { Direction } from '$lib/domain/disputes/reason-list';
import { swapped } from '$lib/domain/disputes/sub-status';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { subStatus } from '../db/schema/sub-statuses';
import { everySubStatus, isSubStatus, subStatusAmong } from './sub-status-queries';

/** One place up or down under its status; at the end it stays. @throws not_found */
export async function moveSubStatus(
	unit: Unit<InsideScope>,
	{ id, direction }: { id: string; direction: Direction }
): Promise<void> {
	const all = await everySubStatus(unit);
	subStatusAmong(all, id);
	const places = swapped(all, id, direction);
	if (!places) return;
	const [one, other] = places;
	await put(unit, one.id, other.position);
	await put(unit, other.id, one.position);
	await record(unit, 'sub_status.moved', { kind: 'sub_status', id }, { direction });
}

const put = (unit: Unit<InsideScope>, id: string, position: number) =>
	unit.tx.update(subStatus).set({ position }).where(isSubStatus(unit, id));
