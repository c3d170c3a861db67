import { uuidv7 } from 'uuidv7';
import type { LocalDate } from '$lib/domain/calendar';
import type { ImportMapping } from '$lib/domain/intake/mapping';
import type { RowProblem } from '$lib/domain/intake/problems';
import { invoicesIn } from '$lib/domain/intake/receivables';
import type { ImportedInvoice, ReceivableRow } from '$lib/domain/intake/row';
import type { CustomerFields } from '../customers/save-parties';
import type { Upserts } from '../db/upserts';
import type { KnownInvoice } from '../invoices/intake-queries';
import type { InvoiceFields } from '../invoices/save-invoices';
import type { StatedOpenAmount } from '../payments/sync-open-amount';

export interface FlaggedInvoice {
	invoiceId: string;
	number: string;
	customer: CustomerFields;
	reason: string;
}
export interface InvoicePlan extends Upserts<InvoiceFields> {
	all: InvoiceFields[];
	stated: StatedOpenAmount[];
	flagged: FlaggedInvoice[];
}

/** A number that belongs to somebody else, or to an amount in another currency, changes nothing. */
export function refusedByKnown(
	rows: readonly ReceivableRow[],
	known: ReadonlyMap<string, KnownInvoice>,
	names: ColumnNames
): RowProblem[] {
	return rows.flatMap(({ line, raw, customer, invoice }): RowProblem[] => {
		const before = invoice && known.get(invoice.number);
		if (!before) return [];
		if (before.customerCode !== customer.code)
			return [
				{
					line,
					raw,
					column: names.number,
					code: 'import_row_other_customer',
					value: invoice.number
				}
			];
		if (before.currency !== invoice.currency)
			return [
				{ line, raw, column: names.currency, code: 'import_row_currency', value: invoice.currency }
			];
		return [];
	});
}

export interface ColumnNames {
	number: string;
	currency: string;
}

export function planInvoices(
	rows: readonly ReceivableRow[],
	known: ReadonlyMap<string, KnownInvoice>,
	customers: ReadonlyMap<string, CustomerFields>,
	{ columns }: ImportMapping,
	today: LocalDate
): InvoicePlan {
	const plan: InvoicePlan = { create: [], update: [], all: [], stated: [], flagged: [] };
	for (const { row, invoice } of invoicesIn(rows)) {
		const before = known.get(invoice.number);
		const customer = customers.get(row.customer.code)!;
		const fields = fieldsOf(invoice, before, customer.id);
		plan.all.push(fields);
		if (!before) plan.create.push(fields);
		else if (differs(fields, before)) plan.update.push(fields);
		const openMinor = statedOpen(invoice, today, columns.paid_date !== undefined);
		if (openMinor !== null)
			plan.stated.push({
				...fields,
				invoiceId: fields.id,
				openMinor,
				paidOn: pastDay(invoice.paidOn, today)
			});
		if (invoice.disputed)
			plan.flagged.push({
				invoiceId: fields.id,
				number: invoice.number,
				customer,
				reason: invoice.disputeReason
			});
	}
	return plan;
}

const fieldsOf = (
	invoice: ImportedInvoice,
	before: KnownInvoice | undefined,
	customerId: string
): InvoiceFields => ({
	id: before?.id ?? uuidv7(),
	customerId,
	number: invoice.number,
	issuedOn: invoice.issuedOn,
	dueOn: invoice.dueOn ?? before?.dueOn ?? null,
	currency: invoice.currency,
	totalMinor: invoice.totalMinor,
	orderNumber: invoice.orderNumber || (before?.orderNumber ?? ''),
	deliveryNote: invoice.deliveryNote || (before?.deliveryNote ?? ''),
	documentName: invoice.documentName || (before?.documentName ?? '')
});

const COMPARED = [
	'issuedOn',
	'dueOn',
	'totalMinor',
	'orderNumber',
	'deliveryNote',
	'documentName'
] as const;
const differs = (fields: InvoiceFields, before: KnownInvoice): boolean =>
	COMPARED.some((field) => fields[field] !== before[field]);

/** Null when the file says nothing about it. A payment announced for a later day is not a payment yet. */
function statedOpen(
	invoice: ImportedInvoice,
	today: LocalDate,
	hasPaidDates: boolean
): bigint | null {
	if (invoice.openMinor !== null) return invoice.openMinor;
	if (!hasPaidDates) return null;
	return pastDay(invoice.paidOn, today) ? 0n : invoice.totalMinor;
}

const pastDay = (day: LocalDate | null, today: LocalDate): LocalDate | null =>
	day !== null && day <= today ? day : null;
