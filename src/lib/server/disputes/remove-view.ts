import { and, eq } from 'drizzle-orm';
import { record } from '../audit/record';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { queueView } from '../db/schema/queue-views';
import { changeableView } from './queue-views';

/** Whoever opened the queue with it opens it with the open cases again. */
export async function removeView(
	unit: Unit<DeskScope>,
	{ viewId }: { viewId: string }
): Promise<void> {
	const { userId, name } = await changeableView(unit, viewId);
	await unit.tx
		.delete(queueView)
		.where(and(eq(queueView.organisationId, unit.scope.organisationId), eq(queueView.id, viewId)));
	await record(unit, 'queue_view.removed', { kind: 'user', id: userId }, { viewId, name });
}
