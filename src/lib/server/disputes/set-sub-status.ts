import { and, eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { AppError } from '$lib/domain/errors';
import { offeredUnder } from '$lib/domain/disputes/sub-status';
import { record } from '../audit/record';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { caseSubStatus } from '../db/schema/case-sub-statuses';
import { everySubStatus } from '../settings/sub-status-queries';
import { lockDispute, type DisputeRow } from './lock-dispute';
import { subStatusNow } from './sub-status-of';

/** Of the status the case has now; null takes it away. No customer reads it. @throws not_found, case_changed */
export async function setSubStatus(
	unit: Unit<DeskScope>,
	{ disputeId, subStatusId }: { disputeId: string; subStatusId: string | null }
): Promise<void> {
	const dispute = await lockDispute(unit, disputeId);
	const all = await everySubStatus(unit);
	const chosen = all.find(({ id }) => id === subStatusId);
	if (subStatusId && !chosen) throw new AppError('not_found');
	if (chosen && !offeredUnder(all, dispute.status).includes(chosen))
		throw new AppError('case_changed', {}, 'subStatusId');
	const before = await subStatusNow(unit, disputeId);
	if ((before?.subStatusId ?? null) === subStatusId) return;
	if (before) await end(unit, before.id);
	if (chosen) await give(unit, dispute, chosen.id);
	const labels = all.find(({ id }) => id === before?.subStatusId)?.labels;
	await record(
		unit,
		'dispute.sub_status_set',
		{ kind: 'dispute', id: disputeId, customerId: dispute.customerId },
		{ before: labels ?? null, after: chosen?.labels ?? null }
	);
}

const end = ({ tx, scope, now }: Unit<DeskScope>, id: string) =>
	tx
		.update(caseSubStatus)
		.set({ endedAt: now })
		.where(and(eq(caseSubStatus.organisationId, scope.organisationId), eq(caseSubStatus.id, id)));

const give = ({ tx, scope, now }: Unit<DeskScope>, dispute: DisputeRow, subStatusId: string) =>
	tx.insert(caseSubStatus).values({
		...{ organisationId: scope.organisationId, id: uuidv7() },
		...{ customerId: dispute.customerId, disputeId: dispute.id, subStatusId },
		...{ setAt: now, setByName: scope.user.name }
	});
