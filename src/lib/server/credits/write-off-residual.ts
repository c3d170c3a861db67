import type { ResidualReason } from '$lib/domain/credits/residual';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { lockDispute } from '../disputes/lock-dispute';
import { invoiceById } from '../invoices/queries';
import { lockInvoicesById } from '../invoices/lock-invoices';
import { writeOffRest } from '../payments/write-off-rest';
import { creditedAmong, residualsOn } from './residuals';

export interface ResidualInput {
	invoiceId: string;
	/** What was on the screen: another rest is looked at anew. */
	amountMinor: bigint;
	reason: ResidualReason;
}

/**
 * Somebody gives up the little that a posted credit note left on an invoice, all of it: it is settled, and chased no more.
 * Looked at again once case and invoice are held: what is contested, promised, paused or paid meanwhile is let alone.
 * @throws not_found, residual_changed, residual_once
 */
export async function writeOffResidual(
	unit: Unit<DeskScope>,
	{ invoiceId, amountMinor, reason }: ResidualInput
): Promise<{ reference: string }> {
	await invoiceById(unit, invoiceId);
	const [credited] = await creditedAmong(unit, [invoiceId]);
	if (!credited) throw new AppError('residual_changed');
	const { disputeId, customerId } = credited;
	const { reference } = await lockDispute(unit, disputeId);
	await lockInvoicesById(unit, [invoiceId]);
	const [left] = await residualsOn(unit, customerId, [invoiceId]);
	if (left?.fate !== 'small' || left.rest.minor !== amountMinor)
		throw new AppError('residual_changed');
	const { invoiceNumber, rest } = left;
	await writeOffRest(unit, {
		...{ disputeId, customerId, invoiceId, invoiceNumber, amountMinor, reason },
		currency: rest.currency
	});
	await record(
		unit,
		'dispute.rest_written_off',
		{ kind: 'dispute', id: disputeId, customerId },
		{ invoice: invoiceNumber, amountMinor, reason }
	);
	return { reference };
}
