import { uuidv7 } from 'uuidv7';
import { written } from '$lib/domain/disputes/reason-settings';
import { refuseSubStatus, type SubStatusInput } from '$lib/domain/disputes/sub-status';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { subStatus } from '../db/schema/sub-statuses';
import { organisationOf } from './queries';
import { everySubStatus } from './sub-status-queries';

/** The last of its status. @throws required, name_taken */
export async function addSubStatus(
	unit: Unit<InsideScope>,
	wanted: SubStatusInput
): Promise<{ id: string }> {
	const all = await everySubStatus(unit);
	const { language: house } = await organisationOf(unit);
	refuseSubStatus(wanted, { house, others: all });
	const { organisationId } = unit.scope;
	const id = uuidv7();
	const position = Math.max(-1, ...all.map((one) => one.position)) + 1;
	const fields = { status: wanted.status, labels: written(wanted.labels) };
	await unit.tx.insert(subStatus).values({ organisationId, id, position, ...fields });
	await record(unit, 'sub_status.added', { kind: 'sub_status', id }, fields);
	return { id };
}
