import { eq } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { invoice } from '../db/schema/invoices';

/** Every currency an invoice was written in. */
export async function invoicedCurrencies(unit: Unit<InsideScope>): Promise<string[]> {
	const rows = await unit.tx
		.selectDistinct({ currency: invoice.currency })
		.from(invoice)
		.where(eq(invoice.organisationId, unit.scope.organisationId));
	return rows.map(({ currency }) => currency);
}
