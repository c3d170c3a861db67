import { uuidv7 } from 'uuidv7';
import type { RowProblem } from '$lib/domain/intake/problems';
import { creditNotesIn } from '$lib/domain/intake/receivables';
import type { ReceivableRow } from '$lib/domain/intake/row';
import type { CustomerFields } from '../customers/save-parties';
import type { KnownCreditNote } from '../payments/intake-queries';
import type { CreditNoteFields } from '../payments/save-credit-notes';
import type { StatedCredit } from '../payments/sync-credits';
import type { ColumnNames } from './plan-invoices';

/** Those nobody knows yet. One that is known has been written to the customer: it never changes. */
export const planCreditNotes = (
	rows: readonly ReceivableRow[],
	known: ReadonlyMap<string, KnownCreditNote>,
	customers: ReadonlyMap<string, CustomerFields>
): CreditNoteFields[] =>
	creditNotesIn(rows)
		.filter(({ creditNote }) => !known.has(creditNote.number))
		.map(({ row, creditNote: { openMinor: _openMinor, ...fields } }) => ({
			...fields,
			id: uuidv7(),
			customerId: customers.get(row.customer.code)!.id
		}));

/** What the file says is left of each. */
export const statedCredits = (
	rows: readonly ReceivableRow[],
	customers: ReadonlyMap<string, CustomerFields>
): StatedCredit[] =>
	creditNotesIn(rows).map(({ row, creditNote: { number, openMinor } }) => ({
		number,
		customerId: customers.get(row.customer.code)!.id,
		openMinor
	}));

/** A number that is known for somebody else, or for another amount. */
export const refusedCreditNotes = (
	rows: readonly ReceivableRow[],
	known: ReadonlyMap<string, KnownCreditNote>,
	names: ColumnNames
): RowProblem[] =>
	rows.flatMap(({ line, raw, customer, creditNote }): RowProblem[] => {
		const before = creditNote && known.get(creditNote.number);
		if (!before) return [];
		const about = { line, raw, column: names.number, value: creditNote.number };
		if (before.customerCode !== customer.code)
			return [{ ...about, code: 'import_row_other_customer' }];
		const isSame =
			before.currency === creditNote.currency && before.totalMinor === creditNote.totalMinor;
		return isSame ? [] : [{ ...about, code: 'import_row_duplicate' }];
	});
