import { prepareDispute } from './dispute-hook';
import type { DeskScope } from '../auth/scope';
import { customerById } from '../customers/queries';
import type { Unit } from '../db/client';
import { invoiceById } from '../invoices/queries';
import { openDispute } from './open-dispute';

export interface MarkDisputed {
	invoiceId: string;
	reasonCode: string;
	explanation: string;
	idempotencyKey: string;
}

/**
 * A colleague says that an invoice is contested: all that is open of it and not contested yet rests from now on.
 * Nobody at the customer is written to: nobody there has said anything.
 */
export async function markDisputed(
	unit: Unit<DeskScope>,
	{ invoiceId, ...said }: MarkDisputed
): Promise<{ reference: string }> {
	const { customerId } = await invoiceById(unit, invoiceId);
	const { name, language } = await customerById(unit, customerId);
	const tellWhoWaits = await prepareDispute(unit, customerId);
	const { reference } = await openDispute(unit, {
		...said,
		...{ customerId, language, raisedByName: name, raisedByEmail: '', contactId: null },
		items: [{ invoiceId }],
		requestedOutcome: 'NOA',
		source: 'desk'
	});
	await tellWhoWaits();
	return { reference };
}
