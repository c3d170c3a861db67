import { and, eq } from 'drizzle-orm';
import { record } from '../audit/record';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { queueView } from '../db/schema/queue-views';
import { changeableView } from './queue-views';
import { refuseSharing, refuseTaken, type NewView } from './save-view';

export type ViewChange = { viewId: string } & {
	[Field in keyof NewView]?: NewView[Field] | undefined;
};

/** Another name, another filter, or for others to choose: what is not said stays. */
export async function changeView(
	unit: Unit<DeskScope>,
	{ viewId, ...changes }: ViewChange
): Promise<void> {
	const view = await changeableView(unit, viewId);
	if (changes.shared && !view.shared) refuseSharing(unit, true);
	if (changes.name)
		await refuseTaken(unit, { userId: view.userId, name: changes.name, id: viewId });
	const said = Object.fromEntries(
		Object.entries(changes).filter(([, value]) => value !== undefined)
	);
	await unit.tx
		.update(queueView)
		.set({ ...said, savedAt: unit.now })
		.where(and(eq(queueView.organisationId, unit.scope.organisationId), eq(queueView.id, viewId)));
	await record(unit, 'queue_view.changed', { kind: 'user', id: view.userId }, { viewId, ...said });
}
