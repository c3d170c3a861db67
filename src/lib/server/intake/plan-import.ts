import type { ImportMapping } from '$lib/domain/intake/mapping';
import { inOrder, type RowProblem } from '$lib/domain/intake/problems';
import type { Receivables } from '$lib/domain/intake/receivables';
import type { InsideScope } from '../auth/scope';
import { contactsByAddress, customersByCode } from '../customers/intake-queries';
import type { ContactFields, CustomerFields } from '../customers/save-parties';
import type { Unit } from '../db/client';
import type { Upserts } from '../db/upserts';
import { invoicesByNumber } from '../invoices/intake-queries';
import { creditNotesByNumber } from '../payments/intake-queries';
import type { CreditNoteFields } from '../payments/save-credit-notes';
import type { StatedCredit } from '../payments/sync-credits';
import type { StatedOpenAmount } from '../payments/sync-open-amount';
import { erasedAmong } from '../privacy/erased-addresses';
import type { Fill } from '../fields/fill-many';
import { organisationOf } from '../settings/queries';
import { absentCredits, absentInvoices } from './absent-invoices';
import { planCreditNotes, refusedCreditNotes, statedCredits } from './plan-credit-notes';
import { planInvoices, refusedByKnown, type InvoicePlan } from './plan-invoices';
import { planFields, readFields, type ToldFields } from './plan-fields';
import { planContacts, planCustomers } from './plan-parties';
import { officersByEmail, refusedOfficers } from './refused-officers';
import type { UnderstoodFile } from './understand-file';

/** Everything an import would change, nothing of it written yet: the preview shows it, the confirmation does it. */
export interface ImportPlan {
	rowCount: number;
	/** Those that are taken. */
	rows: Receivables['rows'];
	problems: RowProblem[];
	customers: Upserts<CustomerFields>;
	contacts: Upserts<ContactFields>;
	/** Lines that name somebody who was erased: the rest of them is taken. */
	erasedCount: number;
	invoices: InvoicePlan;
	creditNotes: CreditNoteFields[];
	/** What is left of the credit notes, those named by the file and, as used up, those it no longer names. */
	credits: StatedCredit[];
	absentCredits: StatedCredit[];
	/** Into custom fields, and by the line that says it. */
	fills: Fill[];
	told: ToldFields['told'];
	/** How many invoices were open, and which of them the file no longer names. */
	openCount: number;
	absent: StatedOpenAmount[];
}

export async function planImport(
	unit: Unit<InsideScope>,
	{ table, receivables }: UnderstoodFile,
	mapping: ImportMapping,
	receivedAt: Date
): Promise<ImportPlan> {
	const known = await invoicesByNumber(
		unit,
		unique(receivables.rows.flatMap((row) => row.invoice?.number ?? []))
	);
	const credits = await creditNotesByNumber(
		unit,
		unique(receivables.rows.flatMap((row) => row.creditNote?.number ?? []))
	);
	const names = columnNames(table.header, mapping);
	const officers = await officersByEmail(unit);
	const { told, problems: unfit } = await readFields(unit, table, receivables.rows, mapping);
	const refused = [
		...refusedOfficers(receivables.rows, officers, names.officer),
		...refusedByKnown(receivables.rows, known, names),
		...refusedCreditNotes(receivables.rows, credits, names)
	];
	const rows = withoutLines(receivables.rows, refused);
	const taken = new Set(rows.map(({ line }) => line));
	const customers = planCustomers(
		rows,
		await customersByCode(unit, unique(rows.map((row) => row.customer.code))),
		await organisationOf(unit),
		officers
	);
	const invoices = planInvoices(rows, known, customers.byCode, mapping, unit.today);
	const erased = await erasedAmong(
		unit,
		unique(rows.flatMap(({ contact }) => contact?.email ?? []))
	);
	const contacts = planContacts(
		rows,
		customers.byCode,
		await contactsByAddress(
			unit,
			[...customers.byCode.values()].map((one) => one.id)
		),
		erased
	);
	return {
		rowCount: receivables.rowCount,
		rows,
		problems: inOrder([
			...receivables.problems,
			...refused,
			...unfit.filter(({ line }) => taken.has(line))
		]),
		customers,
		contacts,
		erasedCount: rows.filter(({ contact }) => erased.has(contact?.email.toLowerCase() ?? ''))
			.length,
		invoices,
		fills: planFields(rows, told, customers.byCode, invoices.all),
		told,
		creditNotes: planCreditNotes(rows, credits, customers.byCode),
		credits: statedCredits(rows, customers.byCode),
		absentCredits: await absentCredits(unit, table, mapping, receivedAt),
		...(await absentInvoices(unit, table, mapping, receivedAt))
	};
}

const unique = (values: readonly string[]): string[] => [...new Set(values)];

const columnNames = (header: readonly string[], { columns }: ImportMapping) => ({
	number: header[columns.invoice_number ?? -1] ?? '',
	currency: header[columns.currency ?? -1] ?? '',
	officer: header[columns.customer_officer ?? -1] ?? ''
});

function withoutLines(rows: Receivables['rows'], refused: readonly RowProblem[]) {
	const lines = new Set(refused.map((problem) => problem.line));
	return rows.filter((row) => !lines.has(row.line));
}
