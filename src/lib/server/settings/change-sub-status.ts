import { written } from '$lib/domain/disputes/reason-settings';
import { refuseSubStatus, type SubStatusInput } from '$lib/domain/disputes/sub-status';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { subStatus } from '../db/schema/sub-statuses';
import { organisationOf } from './queries';
import { everySubStatus, isSubStatus, subStatusAmong } from './sub-status-queries';

/** Its words; what it stands under stays, because cases have it. @throws not_found, required, name_taken */
export async function changeSubStatus(
	unit: Unit<InsideScope>,
	{ id, labels }: Pick<SubStatusInput, 'labels'> & { id: string }
): Promise<void> {
	const all = await everySubStatus(unit);
	const before = subStatusAmong(all, id);
	const others = all.filter((one) => one.id !== id);
	const { language: house } = await organisationOf(unit);
	refuseSubStatus({ status: before.status, labels }, { house, others });
	const after = written(labels);
	await unit.tx.update(subStatus).set({ labels: after }).where(isSubStatus(unit, id));
	await record(
		unit,
		'sub_status.changed',
		{ kind: 'sub_status', id },
		{ before: before.labels, after }
	);
}
