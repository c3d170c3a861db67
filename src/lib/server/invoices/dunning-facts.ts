import { eq, sql } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import type { InsideScope } from '../auth/scope';
import { namedCustomers } from '../customers/queries';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { FIELD, LINE, linesIn } from '../db/text-rows';
import { invoice } from '../db/schema/invoices';
import { isOpen } from './queries';

const ofOrganisation = (unit: Unit<InsideScope>) =>
	eq(invoice.organisationId, unit.scope.organisationId);

/** Everybody who owes something, in the order of their ids; `after` one of them, at most `limit` of them. */
export async function customersWithOpenInvoices(
	unit: Unit<InsideScope>,
	{ after, limit }: { after?: string | undefined; limit?: number } = {}
): Promise<string[]> {
	const customer = namedCustomers(unit);
	// Customer by customer, the first open invoice is enough: a page costs what it holds, not the whole ledger.
	const { rows } = await unit.tx.execute<{ id: string }>(sql`
		select ${customer.id} as id from ${customer}
		cross join lateral (
			select 1 from ${invoice}
			where ${ofOrganisation(unit)} and ${invoice.customerId} = ${customer.id} and ${isOpen} limit 1
		) owing
		where ${after ? sql`${customer.id} > ${after}` : sql`true`}
		order by 1 ${limit ? sql`limit ${limit}` : sql``}`);
	return rows.map(({ id }) => id);
}

export interface OpenInvoice {
	invoiceId: string;
	customerId: string;
	number: string;
	issuedOn: LocalDate;
	dueOn: LocalDate | null;
	currency: string;
	totalMinor: bigint;
	openMinor: bigint;
}

/** What a customer owes, the oldest first. */
export const openInvoicesOf = async (
	unit: Unit<InsideScope>,
	customerId: string
): Promise<OpenInvoice[]> => (await openInvoicesByCustomer(unit, [customerId]))(customerId);

/**
 * Of each customer the oldest first. A million invoices a day pass here, and the driver takes as long
 * for a row as the database: each customer is one row with one text, taken apart when it is asked for.
 */
export async function openInvoicesByCustomer(
	unit: Unit<InsideScope>,
	customerIds: readonly string[]
): Promise<(customerId: string) => OpenInvoice[]> {
	const { rows } = await unit.tx.execute<{ customerId: string; lines: string }>(sql`
		select ${invoice.customerId} as "customerId", string_agg(concat_ws(${FIELD}, ${invoice.id},
			${invoice.issuedOn}, coalesce(${invoice.dueOn}::text, ''), ${invoice.currency}, ${invoice.totalMinor},
			${invoice.settledMinor}, translate(${invoice.number}, ${FIELD + LINE}, '')), ${LINE}) as lines
		from ${invoice} where ${ofOrganisation(unit)} and ${oneOf(invoice.customerId, customerIds)} and ${isOpen}
		group by ${invoice.customerId}`);
	const linesOf = new Map(rows.map(({ customerId, lines }) => [customerId, lines]));
	return (id) =>
		linesIn(linesOf.get(id))
			.map((line) => openInvoiceIn(line, id))
			.sort(byAge);
}

function openInvoiceIn(line: string, customerId: string): OpenInvoice {
	const [invoiceId, issuedOn, dueOn, currency, total, settled, number] = line.split(FIELD);
	const totalMinor = BigInt(total!);
	return {
		invoiceId: invoiceId!,
		customerId,
		number: number!,
		issuedOn: issuedOn as LocalDate,
		dueOn: (dueOn || null) as LocalDate | null,
		currency: currency!,
		totalMinor,
		openMinor: settled === '0' ? totalMinor : totalMinor - BigInt(settled!)
	};
}

const byAge = (a: OpenInvoice, b: OpenInvoice): number => {
	if (a.dueOn !== b.dueOn) return (a.dueOn ?? NEVER) < (b.dueOn ?? NEVER) ? -1 : 1;
	return a.number < b.number ? -1 : a.number > b.number ? 1 : 0;
};
const NEVER = '9999-99-99';
