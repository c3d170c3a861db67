import { and, desc, eq, ilike, sql } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { containing } from '../db/containing';
import { namedCustomers } from '../customers/queries';
import { invoice } from '../db/schema/invoices';

/** The first invoices whose number has the text in it: the very one before the others, the newest before older ones. */
export function invoicesNumberedLike(unit: Unit<InsideScope>, text: string, most: number) {
	const customer = namedCustomers(unit);
	return unit.tx
		.select({
			...{ id: invoice.id, number: invoice.number, issuedOn: invoice.issuedOn },
			...{ totalMinor: invoice.totalMinor, currency: invoice.currency },
			customerName: customer.name
		})
		.from(invoice)
		.innerJoin(customer, eq(customer.id, invoice.customerId))
		.where(
			and(
				eq(invoice.organisationId, unit.scope.organisationId),
				ilike(invoice.number, containing(text))
			)
		)
		.orderBy(
			desc(sql`lower(${invoice.number}) = lower(${text})`),
			desc(invoice.issuedOn),
			desc(invoice.id)
		)
		.limit(most);
}
