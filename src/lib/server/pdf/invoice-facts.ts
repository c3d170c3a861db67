import { and, eq } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import type { Scope } from '../auth/scope';
import { customerById } from '../customers/queries';
import type { Unit } from '../db/client';
import { document, invoice } from '../db/schema/invoices';
import { invoiceById, linesOf } from '../invoices/queries';
import { organisationOf } from '../settings/queries';

export type InvoiceFacts = Awaited<ReturnType<typeof invoiceFacts>>;

/** Everything printed on an invoice. */
export async function invoiceFacts(unit: Unit<Scope>, invoiceId: string) {
	const balance = await invoiceById(unit, invoiceId);
	const buyer = await customerById(unit, balance.customerId);
	return {
		invoice: balance,
		buyer,
		seller: await organisationOf(unit),
		lines: await linesOf(unit, invoiceId),
		/** The language the customer reads. */
		language: buyer.language,
		today: unit.today
	};
}

/** The file received with the ledger, if any. Links see their customer's invoices only. */
export async function storedDocument(unit: Unit<Scope>, invoiceId: string) {
	const { scope } = unit;
	const [row] = await unit.tx
		.select({
			customerId: invoice.customerId,
			name: document.name,
			storageKey: document.storageKey
		})
		.from(invoice)
		.leftJoin(
			document,
			and(eq(document.organisationId, invoice.organisationId), eq(document.id, invoice.documentId))
		)
		.where(and(eq(invoice.organisationId, scope.organisationId), eq(invoice.id, invoiceId)));
	const isTheirs =
		scope.audience === 'desk' ||
		scope.audience === 'system' ||
		row?.customerId === scope.customerId;
	if (!row || !isTheirs) throw new AppError('not_found');
	return row.storageKey && row.name ? { name: row.name, storageKey: row.storageKey } : null;
}
