import type { Direction } from '$lib/domain/disputes/reason-list';
import { swapped } from '$lib/domain/fields/field';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { customField } from '../db/schema/custom-fields';
import { everyField, fieldAmong, isField } from './queries';
import { takeFieldsTurn } from './take-fields-turn';

/** One place up or down among those of its subject; at the end it stays. @throws not_found */
export async function moveField(
	unit: Unit<InsideScope>,
	{ id, direction }: { id: string; direction: Direction }
): Promise<void> {
	await takeFieldsTurn(unit);
	const all = await everyField(unit);
	fieldAmong(all, id);
	const places = swapped(all, id, direction);
	if (!places) return;
	const [one, other] = places;
	await put(unit, one.id, other.position);
	await put(unit, other.id, one.position);
	await record(unit, 'custom_field.moved', { kind: 'custom_field', id }, { direction });
}

const put = (unit: Unit<InsideScope>, id: string, position: number) =>
	unit.tx.update(customField).set({ position }).where(isField(unit, id));
