import { moved, type Direction } from '$lib/domain/disputes/reason-list';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { reason } from '../db/schema/reasons';
import { lockReasons, reasonAmong } from './lock-reasons';
import type { Reason } from './queries';
import { asListed, isReason } from './reason-queries';

/** One place up or down, as customers and officers read them; at the end of the list it stays. @throws not_found */
export async function moveReason(
	unit: Unit<InsideScope>,
	{ id, direction }: { id: string; direction: Direction }
): Promise<void> {
	const all = await lockReasons(unit);
	const { code } = reasonAmong(all, id);
	const order = moved(all.map(asListed), id, direction);
	if (order.every((one, at) => one === all[at]!.id)) return;
	await writeOrder(unit, order, all);
	await record(unit, 'reason.moved', { kind: 'reason', id }, { code, direction });
}

async function writeOrder(
	unit: Unit<InsideScope>,
	order: readonly string[],
	all: readonly Reason[]
): Promise<void> {
	for (const [position, id] of order.entries())
		if (reasonAmong(all, id).position !== position)
			await unit.tx.update(reason).set({ position }).where(isReason(unit, id));
}
