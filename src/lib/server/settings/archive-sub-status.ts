import { refuseSubStatus } from '$lib/domain/disputes/sub-status';
import { byLanguage } from '$lib/domain/language';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { subStatus } from '../db/schema/sub-statuses';
import { organisationOf } from './queries';
import { everySubStatus, isSubStatus, subStatusAmong } from './sub-status-queries';

/** Offered to nobody any more; cases that have it keep it. @throws not_found */
export async function archiveSubStatus(unit: Unit<InsideScope>, id: string): Promise<void> {
	const { archived } = subStatusAmong(await everySubStatus(unit), id);
	if (archived) return;
	await unit.tx.update(subStatus).set({ archivedAt: unit.now }).where(isSubStatus(unit, id));
	await record(unit, 'sub_status.archived', { kind: 'sub_status', id });
}

/** @throws not_found, name_taken: another one says the same by now */
export async function restoreSubStatus(unit: Unit<InsideScope>, id: string): Promise<void> {
	const all = await everySubStatus(unit);
	const { archived, status, labels } = subStatusAmong(all, id);
	if (!archived) return;
	const said = byLanguage((language) => labels[language] ?? '');
	const { language: house } = await organisationOf(unit);
	refuseSubStatus({ status, labels: said }, { house, others: all });
	await unit.tx.update(subStatus).set({ archivedAt: null }).where(isSubStatus(unit, id));
	await record(unit, 'sub_status.restored', { kind: 'sub_status', id });
}
