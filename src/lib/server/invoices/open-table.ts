import { eq, sql, type SQL } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { invoice } from '../db/schema/invoices';
import { isOpen } from './queries';

/** To read from: every invoice on which something is open (`id`, `customer_id`, `currency`, `due_on`, `open`). */
export const openInvoiceTable = (unit: Unit<InsideScope>): SQL => sql`(
	select ${invoice.id} as id, ${invoice.customerId} as customer_id, ${invoice.currency} as currency,
		${invoice.dueOn} as due_on, ${invoice.totalMinor} - ${invoice.settledMinor} as open
	from ${invoice} where ${eq(invoice.organisationId, unit.scope.organisationId)} and ${isOpen})`;
