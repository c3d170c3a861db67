import { uuidv7 } from 'uuidv7';
import type { LocalDate } from '$lib/domain/calendar';
import { recordAll } from '../audit/record';
import { signatureOf, type PortalScope } from '../auth/scope';
import { chunks } from '../db/chunks';
import type { Unit } from '../db/client';
import { insertMany } from '../db/many-rows';
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
	const shared = {
		...{ organisationId, customerId, kind, reason, untilOn },
		paymentClaimId: paymentClaimId ?? null,
		createdAt: unit.now,
		createdBy: signatureOf(holder)
	};
	const rows = invoices.map(({ id: invoiceId, amountMinor }) => ({
		...{ id: uuidv7(), invoiceId, amountMinor: amountMinor ?? null }
	}));
	for (const part of chunks(rows)) await unit.tx.execute(insertMany(hold, part, shared));
	await recordAll(
		unit,
		invoices.map(({ id, number, amountMinor }) => ({
			action: 'hold.created',
			subject: { kind: 'invoice', id, customerId },
			data: { number, kind, untilOn, ...(amountMinor !== undefined && { amountMinor }) }
		}))
	);
}
