import { uuidv7 } from 'uuidv7';
import { isLow, isToCall, type CallBack } from '$lib/domain/disputes/satisfaction';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import { actorOf, type DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { satisfactionCall } from '../db/schema/satisfactions';
import { caseOf } from './case-queries';
import { lockDispute } from './lock-dispute';
import { satisfactionOf } from './satisfaction';
import { satisfactionCallsOf } from './satisfaction-calls';

interface RaterCall {
	disputeId: string;
	outcome: CallBack;
	note: string;
	idempotencyKey: string;
}

/**
 * Whoever gave a low score was called. Until somebody was reached, the case waits among what customers said.
 * @throws not_found where there is no low score, conflict when a colleague ended it meanwhile
 */
export async function callRater(
	unit: Unit<DeskScope>,
	{ disputeId, ...call }: RaterCall
): Promise<void> {
	const { dispute } = await caseOf(unit, disputeId);
	await lockDispute(unit, dispute.id);
	const score = await satisfactionOf(unit, dispute.id);
	if (!score || !isLow(score)) throw new AppError('not_found');
	const calls = await satisfactionCallsOf(unit, dispute.id);
	if (calls.some(({ idempotencyKey }) => idempotencyKey === call.idempotencyKey)) return;
	if (!isToCall(score, calls)) throw new AppError('conflict');
	const { id, customerId } = dispute;
	await unit.tx.insert(satisfactionCall).values({
		...{ organisationId: unit.scope.organisationId, id: uuidv7(), customerId, disputeId: id },
		...{ ...call, by: actorOf(unit.scope).name, at: unit.now }
	});
	const { outcome, note } = call;
	await record(
		unit,
		'dispute.rater_called',
		{ kind: 'dispute', id, customerId },
		{ outcome, note }
	);
}
