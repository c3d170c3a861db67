import { and, eq } from 'drizzle-orm';
import { creditRefusal, creditStateOf, type CreditAct } from '$lib/domain/credits/state';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { creditRequest } from '../db/schema/credits';
import { lockRequest } from './lock-requests';
import type { CreditRequest } from './queries';
import { tellFailed } from './tell-failed';

/** @throws credit_posted, credit_withdrawn, credit_not_now */
export function refuseCredit(request: CreditRequest, act: CreditAct): void {
	const refusal = creditRefusal(creditStateOf(request), act);
	if (refusal) throw new AppError(refusal);
}

/**
 * The accounting system could not make it: it goes back to the officer.
 * @param batchId of the file that says so; '' where it names none
 * @throws credit_other_file what a file said before a correction undoes no correction
 */
export async function failCredit(
	unit: Unit<DeskScope>,
	{ requestId, why, batchId }: { requestId: string; why: string; batchId?: string }
): Promise<void> {
	const request = await lockRequest(unit, requestId);
	if (creditStateOf(request) === 'failed' && request.failedWhy === why) return;
	if (batchId !== undefined && isOfAnother(request, batchId))
		throw new AppError('credit_other_file');
	refuseCredit(request, 'fail');
	await change(unit, request, {
		...{ failedAt: unit.now, failedWhy: why, failedByName: unit.scope.user.name }
	});
	await recordOf(unit, request, 'dispute.credit_failed', { why });
	await tellFailed(unit, request, why);
}

/** Files that left before their batch was written into them answer only what was never corrected. */
const isOfAnother = ({ batchId, note }: CreditRequest, named: string): boolean =>
	named ? named !== batchId : note !== '';

/** What the officer adds; it leaves in the next file. The amount stays what was granted. */
export async function correctCredit(
	unit: Unit<DeskScope>,
	{ requestId, note }: { requestId: string; note: string }
): Promise<void> {
	const request = await lockRequest(unit, requestId);
	refuseCredit(request, 'correct');
	await change(unit, request, {
		...{ batchId: null, failedAt: null, failedWhy: '', failedByName: '', note }
	});
	await recordOf(unit, request, 'dispute.credit_corrected', { note });
}

const change = (
	unit: Unit<DeskScope>,
	{ id }: CreditRequest,
	fields: Partial<typeof creditRequest.$inferInsert>
) =>
	unit.tx
		.update(creditRequest)
		.set(fields)
		.where(
			and(eq(creditRequest.organisationId, unit.scope.organisationId), eq(creditRequest.id, id))
		);

const recordOf = (
	unit: Unit<DeskScope>,
	{ id, disputeId, customerId }: CreditRequest,
	action: string,
	data: Record<string, unknown>
) =>
	record(unit, action, { kind: 'dispute', id: disputeId, customerId }, { requestId: id, ...data });
