import { uuidv7 } from 'uuidv7';
import type { LocalDate } from '$lib/domain/calendar';
import { record } from '../audit/record';
import type { PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { hold } from '../db/schema/customers';
import type { Hold } from './queries';

export interface InvoicePause {
	kind: Hold['kind'];
	untilOn: LocalDate;
	reason: string;
}

/** What the customer said lets these invoices rest for a while; he locked them before. */
export async function pauseInvoices(
	unit: Unit<PortalScope>,
	invoices: readonly { id: string; number: string }[],
	{ kind, untilOn, reason }: InvoicePause
): Promise<void> {
	const { organisationId, customerId, holder } = unit.scope;
	await unit.tx.insert(hold).values(
		invoices.map(({ id: invoiceId }) => ({
			organisationId,
			id: uuidv7(),
			customerId,
			invoiceId,
			kind,
			reason,
			untilOn,
			createdAt: unit.now,
			createdBy: holder.name || holder.email
		}))
	);
	for (const { id, number } of invoices)
		await record(
			unit,
			'hold.created',
			{ kind: 'invoice', id, customerId },
			{ number, kind, untilOn }
		);
}
