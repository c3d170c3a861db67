import { record } from '../audit/record';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { waitingRequest, type OnRequest } from './act-on-request';
import { endRequest } from './end-request';

/** Nobody has to sign it any more; the case goes on undecided. */
export async function withdrawRequest(
	unit: Unit<DeskScope>,
	input: Omit<OnRequest, 'note'>
): Promise<void> {
	const { request } = await waitingRequest(unit, { ...input, note: '' });
	const { row } = request;
	await endRequest(unit, row, 'withdrawn');
	await record(
		unit,
		'dispute.approval_withdrawn',
		{ kind: 'dispute', id: row.disputeId, customerId: row.customerId },
		{ requestId: row.id }
	);
}
