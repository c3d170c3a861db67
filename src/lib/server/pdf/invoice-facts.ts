import type { Scope } from '../auth/scope';
import { customerById } from '../customers/queries';
import type { Unit } from '../db/client';
import { invoiceById, linesOf } from '../invoices/queries';
import { logoOf } from '../settings/logo/logo';
import { organisationOf } from '../settings/queries';

export type InvoiceFacts = Awaited<ReturnType<typeof invoiceFacts>>;

/** Everything printed on an invoice. */
export async function invoiceFacts(unit: Unit<Scope>, invoiceId: string) {
	const balance = await invoiceById(unit, invoiceId);
	const buyer = await customerById(unit, balance.customerId);
	const seller = await organisationOf(unit);
	return {
		invoice: balance,
		buyer,
		seller,
		logo: (await logoOf(seller))?.paper,
		lines: await linesOf(unit, invoiceId),
		/** The language the customer reads. */
		language: buyer.language,
		today: unit.today
	};
}
