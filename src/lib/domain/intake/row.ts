import type { Language } from '$lib/domain/language';
import type { LocalDate } from '../calendar';
import type { ContactRole } from '../dunning/contact-role';
import { dueOn } from '../receivables/payment-terms';
import { readAmount } from './amounts';
import { readCountry, readCurrency, readEmail, readFlag, readLanguage, readRole } from './cells';
import { readDate } from './dates';
import type { ImportField, ImportMapping } from './mapping';
import { visible, type RowProblem, type RowProblemCode } from './problems';
import type { TableRow } from './table';

/** Null and '' mean "the file does not say": what is already known then stays. */
export interface ImportedCustomer {
	code: string;
	name: string;
	language: Language | null;
	country: string | null;
	group: string;
	/** E-mail of the colleague who looks after the account. */
	officer: string;
}
export interface ImportedContact {
	email: string;
	name: string;
	phone: string;
	role: ContactRole | null;
	language: Language | null;
}
export interface ImportedInvoice {
	number: string;
	issuedOn: LocalDate;
	dueOn: LocalDate | null;
	currency: string;
	totalMinor: bigint;
	openMinor: bigint | null;
	paidOn: LocalDate | null;
	disputed: boolean;
	disputeReason: string;
	orderNumber: string;
	/** Reference of its delivery note. */
	deliveryNote: string;
	documentName: string;
}
/** A negative amount: what is given back, not yet set against an invoice. */
export interface ImportedCreditNote {
	number: string;
	issuedOn: LocalDate;
	currency: string;
	/** Positive. */
	totalMinor: bigint;
	/** What is left of it, from 0 to the whole; null when the file does not say. */
	openMinor: bigint | null;
}
export interface ReceivableRow {
	line: number;
	raw: string;
	customer: ImportedCustomer;
	contact: ImportedContact | null;
	invoice: ImportedInvoice | null;
	creditNote: ImportedCreditNote | null;
}

export type RowReading = { ok: true; row: ReceivableRow } | { ok: false; problems: RowProblem[] };

/** One row as the mapping reads it, or everything that is wrong with it. */
export function readRow(
	row: TableRow,
	mapping: ImportMapping,
	header: readonly string[]
): RowReading {
	const reader = new RowReader(row, mapping, header);
	const customer = reader.customer();
	const contact = reader.contact();
	const invoice = reader.invoice();
	const isCredit = invoice !== null && invoice.totalMinor < 0n;
	const read: ReceivableRow = {
		line: row.line,
		raw: row.raw,
		customer,
		contact,
		invoice: isCredit ? null : invoice,
		creditNote: isCredit ? creditNoteOf(invoice) : null
	};
	return reader.problems.length
		? { ok: false, problems: reader.problems }
		: { ok: true, row: read };
}

const creditNoteOf = ({
	number,
	issuedOn,
	currency,
	totalMinor,
	openMinor
}: ImportedInvoice): ImportedCreditNote => ({
	number,
	issuedOn,
	currency,
	totalMinor: -totalMinor,
	openMinor: openMinor === null ? null : -openMinor
});

const NO_DAY = '1970-01-01' as LocalDate;

class RowReader {
	readonly problems: RowProblem[] = [];

	constructor(
		private readonly row: TableRow,
		private readonly mapping: ImportMapping,
		private readonly header: readonly string[]
	) {
		// A last separator too many is common and harmless.
		const extra = row.cells.slice(header.length).some((cell) => cell.trim() !== '');
		if (row.cells.length < header.length || extra)
			this.report('import_row_columns', '', `${row.cells.length}/${header.length}`);
		if (row.cells.some((cell) => cell.includes('\0'))) this.reportNul();
	}

	customer(): ImportedCustomer {
		return {
			code: this.required('customer_code', 100),
			name: this.text('customer_name', 200),
			language: this.language('customer_language'),
			country: readCountry(this.text('customer_country', 100)),
			group: this.text('customer_group', 100),
			officer: this.officer()
		};
	}

	private officer(): string {
		const typed = this.text('customer_officer', 254);
		if (typed === '') return '';
		return readEmail(typed) ?? this.refused('import_row_email', 'customer_officer', '');
	}

	contact(): ImportedContact | null {
		const typed = this.text('contact_email', 254);
		if (typed === '') return null;
		const email = readEmail(typed) ?? this.refused('import_row_email', 'contact_email', '');
		return {
			email,
			name: this.text('contact_name', 200),
			phone: this.text('contact_phone', 60),
			role: readRole(this.text('contact_role', 100)),
			language: this.language('contact_language')
		};
	}

	/** Null in a row that only describes a customer or a contact; a negative total is a credit note. */
	invoice(): ImportedInvoice | null {
		const facts: ImportField[] = ['invoice_number', 'invoice_date', 'amount'];
		if (facts.every((field) => this.text(field, 500) === '') && !this.isInvoiceFile()) return null;
		const currency = this.currency();
		const issuedOn = this.date('invoice_date', true) ?? NO_DAY;
		const totalMinor = this.amount('amount', currency, true) ?? 0n;
		const invoice = {
			number: this.required('invoice_number', 100),
			issuedOn,
			dueOn: this.date('due_date', false) ?? dueOn(issuedOn, this.text('payment_terms', 200)),
			currency,
			totalMinor,
			openMinor: this.openAmount(currency, totalMinor),
			paidOn: this.date('paid_date', false),
			disputed: this.disputed(),
			disputeReason: this.text('dispute_reason', 500),
			orderNumber: this.text('order_number', 200),
			deliveryNote: this.text('delivery_note', 200),
			documentName: this.text('document_name', 255)
		};
		if (totalMinor < 0n && isUnclear(invoice)) this.refused('import_row_negative', 'amount', null);
		return invoice;
	}

	/** Without contact columns every row has to be an invoice. */
	private isInvoiceFile(): boolean {
		return (
			this.mapping.columns.invoice_number !== undefined &&
			this.mapping.columns.contact_email === undefined
		);
	}

	private currency(): string {
		const typed = this.text('currency', 20);
		if (typed === '') return this.mapping.currency;
		return (
			readCurrency(typed) ?? this.refused('import_row_currency', 'currency', this.mapping.currency)
		);
	}

	private openAmount(currency: string, totalMinor: bigint): bigint | null {
		const minor = this.amount('open_amount', currency, false);
		if (totalMinor < 0n) return minor;
		if (minor !== null && minor < 0n)
			return this.refused('import_row_negative', 'open_amount', null);
		if (minor !== null && minor > totalMinor && this.problems.length === 0)
			return this.refused('import_row_open_above_total', 'open_amount', null);
		return minor;
	}

	/** A reason without a flag column says it too. */
	private disputed(): boolean {
		if (this.mapping.columns.disputed === undefined) return this.text('dispute_reason', 500) !== '';
		return (
			readFlag(this.text('disputed', 100)) ?? this.refused('import_row_reason', 'disputed', false)
		);
	}

	private amount(field: ImportField, currency: string, needed: boolean): bigint | null {
		const typed = needed ? this.required(field, 100) : this.text(field, 100);
		if (typed === '') return null;
		const minor = readAmount(typed, currency, this.mapping.decimalMark);
		return minor === null || minor > MAX_MINOR || minor < -MAX_MINOR
			? this.refused('import_row_amount', field, null)
			: minor;
	}

	private date(field: ImportField, needed: boolean): LocalDate | null {
		const typed = needed ? this.required(field, 100) : this.text(field, 100);
		if (typed === '') return null;
		return readDate(typed, this.mapping.dateOrder) ?? this.refused('import_row_date', field, null);
	}

	private language(field: ImportField): Language | null {
		const language = readLanguage(this.text(field, 100));
		return language === undefined ? this.refused('import_row_language', field, null) : language;
	}

	private required(field: ImportField, maximum: number): string {
		const text = this.text(field, maximum);
		return text === '' ? this.refused('import_row_required', field, '') : text;
	}

	/** A cell is text and stays text: nothing in it is ever evaluated. */
	private text(field: ImportField, maximum: number): string {
		const text = this.cell(field).replace(/\s+/g, ' ').trim();
		return text.length > maximum
			? this.refused('import_row_too_long', field, text.slice(0, maximum))
			: text;
	}

	private cell(field: ImportField): string {
		const column = this.mapping.columns[field];
		return column === undefined ? '' : (this.row.cells[column] ?? '');
	}

	private refused<T>(code: RowProblemCode, field: ImportField, instead: T): T {
		this.report(code, this.header[this.mapping.columns[field] ?? -1] ?? '', this.cell(field));
		return instead;
	}

	private reportNul(): void {
		const column = this.row.cells.findIndex((cell) => cell.includes('\0'));
		this.report('import_nul_byte', this.header[column] ?? '', this.row.cells[column] ?? '');
	}

	private report(code: RowProblemCode, column: string, value: string): void {
		if (this.problems.some((known) => known.column === column && known.code === code)) return;
		this.problems.push({
			line: this.row.line,
			column,
			code,
			value: visible(value),
			raw: this.row.raw
		});
	}
}

/** A credit note paid out, contested, or with more left than it had: nobody can tell what is left of it. */
const isUnclear = ({ totalMinor, openMinor, paidOn, disputed }: ImportedInvoice): boolean =>
	(openMinor !== null && (openMinor < totalMinor || openMinor > 0n)) || paidOn !== null || disputed;

/** PostgreSQL bigint, with room to add. */
const MAX_MINOR = 10n ** 15n;
