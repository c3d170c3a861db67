import { and, desc, eq, ilike, or, sql, type SQL } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { containing } from '../db/containing';
import { namedCustomers } from '../customers/queries';
import { invoice } from '../db/schema/invoices';

/** Of fewer signs somewhere in a number, half of a house would be found, and all of it read for that. */
const LEAST_INSIDE = 4;

/**
 * The first invoices whose number begins with the text or, where those are few, has it somewhere in it: the very one
 * before the others, the newest before older ones.
 */
export async function invoicesNumberedLike(unit: Unit<InsideScope>, text: string, most: number) {
	const begun = await numbered(unit, { text, most, which: beginning(text) });
	if (begun.length >= most || text.length < LEAST_INSIDE) return begun;
	return numbered(unit, { text, most, which: ilike(invoice.number, containing(text)) });
}

/** As typed and in capitals, in the order of the index `invoice_number_begins` (drizzle/0115). */
const beginning = (text: string): SQL | undefined =>
	or(...[...new Set([text, text.toUpperCase(), text.toLowerCase()])].map(beginsWith));

/** No sign that may stand in a number comes after the last of Unicode. */
const beginsWith = (text: string): SQL =>
	sql`(${invoice.number} ~>=~ ${text} and ${invoice.number} ~<~ ${text + '\u{10FFFF}'})`;

interface Wanted {
	text: string;
	most: number;
	which: SQL | undefined;
}

function numbered(unit: Unit<InsideScope>, { text, most, which }: Wanted) {
	const customer = namedCustomers(unit);
	return unit.tx
		.select({
			...{ id: invoice.id, number: invoice.number, issuedOn: invoice.issuedOn },
			...{ totalMinor: invoice.totalMinor, currency: invoice.currency },
			customerName: customer.name
		})
		.from(invoice)
		.innerJoin(customer, eq(customer.id, invoice.customerId))
		.where(and(eq(invoice.organisationId, unit.scope.organisationId), which))
		.orderBy(
			desc(sql`lower(${invoice.number}) = lower(${text})`),
			desc(invoice.issuedOn),
			desc(invoice.id)
		)
		.limit(most);
}
