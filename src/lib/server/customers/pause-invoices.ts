import { uuidv7 } from 'uuidv7';
import type { LocalDate } from '$lib/domain/calendar';
import { record } from '../audit/record';
import { signatureOf, type PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { hold } from '../db/schema/customers';
import type { Hold } from './queries';

export interface InvoicePause {
	kind: Hold['kind'];
	untilOn: LocalDate;
	reason: string;
	/** The statement of payment that caused it. */
	paymentClaimId?: string;
}

export interface PausedInvoice {
	id: string;
	number: string;
	/** What rests of it; missing = all that is open. */
	amountMinor?: bigint;
}

/** What the customer said lets these invoices rest for a while; he locked them before. */
export async function pauseInvoices(
	unit: Unit<PortalScope>,
	invoices: readonly PausedInvoice[],
	{ kind, untilOn, reason, paymentClaimId }: InvoicePause
): Promise<void> {
	const { organisationId, customerId, holder } = unit.scope;
	await unit.tx.insert(hold).values(
		invoices.map(({ id: invoiceId, amountMinor }) => ({
			organisationId,
			id: uuidv7(),
			customerId,
			invoiceId,
			amountMinor: amountMinor ?? null,
			kind,
			reason,
			untilOn,
			paymentClaimId: paymentClaimId ?? null,
			createdAt: unit.now,
			createdBy: signatureOf(holder)
		}))
	);
	for (const { id, number, amountMinor } of invoices)
		await record(
			unit,
			'hold.created',
			{ kind: 'invoice', id, customerId },
			{ number, kind, untilOn, ...(amountMinor !== undefined && { amountMinor }) }
		);
}
