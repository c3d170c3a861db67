import { uuidv7 } from 'uuidv7';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import { actorOf, type InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { call } from '../db/schema/notices';
import { openDisagreements } from './disagreements';
import { endCall } from './end-call';
import { lockNotice } from './lock-notices';

/**
 * The customer disagreed on the phone, and there is no dispute to record: it was settled there, or is
 * one already. The call is done as it was made, whoever says so and why is kept, and nobody is reminded
 * of it any more.
 * @throws explanation_required, not_found, conflict when nothing was contested in it, or it is recorded
 */
export async function settleDisagreement(
	unit: Unit<InsideScope>,
	{ noticeId, reason }: { noticeId: string; reason: string }
): Promise<void> {
	if (!reason.trim()) throw new AppError('explanation_required', {}, 'reason');
	const row = await lockNotice(unit, noticeId);
	const open = (await openDisagreements(unit, [row.customerId]))(row.customerId);
	const said = open.find((one) => one.noticeId === noticeId);
	if (!said) throw new AppError('conflict');
	const by = actorOf(unit.scope).name;
	await unit.tx.insert(call).values({
		...{ organisationId: unit.scope.organisationId, id: uuidv7(), noticeId },
		...{ outcome: 'settled', note: reason, at: unit.now, by }
	});
	await endCall(unit, row, 'settled', { note: said.note, by: said.by });
	await record(
		unit,
		'notice.disagreement_settled',
		{ kind: 'notice', id: noticeId, customerId: row.customerId },
		{ reason }
	);
}
