import type { Lapse } from '$lib/domain/disputes/offer-over';
import { money } from '$lib/domain/money';
import { record } from '../audit/record';
import type { SystemScope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { log } from '../log';
import { openRequests, type ApprovalRequest } from './approval-requests';
import { casesOf } from './case-queries';
import { endRequest } from './end-request';
import { leftsToDecide, type Left } from './left-to-decide';
import { lockDispute } from './lock-dispute';
import { tellStaff } from './notify-dispute';
import { outdatedOf } from './outdated-request';
import { redoersOf } from './requests-to-redo';

/**
 * What waits for a signature and can no longer be given as it was asked for waits for nobody: it ends, and whoever
 * wanted it is told once and finds it in his day (requests-to-redo.ts).
 */
export async function lapseRequests(scope: SystemScope): Promise<void> {
	for (const { request } of await unitOfWork(scope, lapsedNow))
		await unitOfWork(scope, (unit) => lapse(unit, request.row.id)).catch((error: unknown) =>
			log('error', 'approval.not_lapsed', { requestId: request.row.id, error })
		);
}

interface Lapsed {
	request: ApprovalRequest;
	left: Left;
	as: Lapse;
}

async function lapsedNow(unit: Unit<SystemScope>, ids?: readonly string[]): Promise<Lapsed[]> {
	const open = await openRequests(unit, { ids });
	if (open.length === 0) return [];
	const rows = open.map(({ row }) => row);
	const cases = await casesOf(
		unit,
		rows.map(({ disputeId }) => disputeId)
	);
	const lefts = await leftsToDecide(unit, cases.values());
	const asOf = await outdatedOf(unit, rows);
	return open.flatMap((request) => {
		const left = lefts.get(request.row.disputeId);
		const as = left && asOf(left, request.row);
		return left && as ? [{ request, left, as }] : [];
	});
}

async function lapse(unit: Unit<SystemScope>, id: string): Promise<void> {
	const [before] = await openRequests(unit, { ids: [id] });
	if (!before) return;
	await lockDispute(unit, before.row.disputeId);
	// Read again behind the lock: somebody may have refused it, asked anew or decided meanwhile.
	const [now] = await lapsedNow(unit, [id]);
	if (!now) return;
	const { row } = now.request;
	await endRequest(unit, row, now.as);
	await tellAsker(unit, now);
	await record(
		unit,
		'dispute.approval_lapsed',
		{ kind: 'dispute', id: row.disputeId, customerId: row.customerId },
		{ requestId: row.id, as: now.as, validUntil: row.validUntil }
	);
}

async function tellAsker(
	unit: Unit<SystemScope>,
	{ request: { row, standing }, left, as }: Lapsed
): Promise<void> {
	const redoer = (await redoersOf(unit, [row]))(row);
	await tellStaff(unit, left.about, {
		event: `approval_${as}`,
		onceKey: `staff-alert:approval-lapsed:${row.id}`,
		amount: money(standing.amountMinor, row.currency),
		...{ to: redoer?.id ?? row.askedById, text: '' },
		...(as === 'expired' && row.validUntil && { offerUntil: row.validUntil })
	});
}
