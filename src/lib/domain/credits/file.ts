import type { LocalDate } from '../calendar';
import { writeCsv } from '../intake/write-csv';
import { money, toDecimal } from '../money';
import type { KeptPart } from './part';

/** What the accounting system is told about a credit; tax is not known here, amounts include it. */
export interface CreditLine {
	requestId: string;
	/** The file it leaves in: its answer comes back with it. */
	batchId: string;
	reference: string;
	customerCode: string;
	customerName: string;
	amountMinor: bigint;
	currency: string;
	reasonCode: string;
	why: string;
	note: string;
	decidedBy: string;
	/** Where it was not one person's to give. */
	signedBy: readonly string[];
	decidedOn: LocalDate;
	parts: readonly KeptPart[];
}

/** Filled in by the accountants, and read back (domain/credits/answers). */
export const ANSWER_COLUMNS = [
	'status',
	'credit_note_number',
	'credit_note_date',
	'credit_note_amount',
	'failure_reason'
] as const;

const COLUMNS = [
	'request_id',
	'batch_id',
	'case_reference',
	'customer_code',
	'customer_name',
	'amount_incl_tax',
	'currency',
	'invoices',
	'reason_code',
	'reason',
	'note',
	'decided_by',
	'decided_on',
	'signed_by'
] as const;

/** One row per request; the last columns are for the answer. */
export const creditsCsv = (lines: readonly CreditLine[]): string =>
	writeCsv([
		[...COLUMNS, ...ANSWER_COLUMNS],
		...lines.map((line) => [...cellsOf(line), ...ANSWER_COLUMNS.map(() => '')])
	]);

const cellsOf = (line: CreditLine): string[] => [
	...[line.requestId, line.batchId, line.reference, line.customerCode, line.customerName],
	...[toDecimal(money(line.amountMinor, line.currency)), line.currency],
	line.parts.map((part) => partText(part, line.currency)).join(', '),
	...[line.reasonCode, line.why, line.note, line.decidedBy, line.decidedOn],
	line.signedBy.join(', ')
];

const partText = ({ invoiceNumber, description, amountMinor }: KeptPart, currency: string) =>
	`${[invoiceNumber, description].filter(Boolean).join(' ')}: ${toDecimal(money(BigInt(amountMinor), currency))}`;

/** The same for a machine, line by line. */
export const creditsJson = (lines: readonly CreditLine[]): string =>
	`${JSON.stringify(lines.map(jsonOf), null, '\t')}\n`;

const jsonOf = (line: CreditLine) => ({
	request_id: line.requestId,
	batch_id: line.batchId,
	case_reference: line.reference,
	customer: { code: line.customerCode, name: line.customerName },
	amount_incl_tax: toDecimal(money(line.amountMinor, line.currency)),
	currency: line.currency,
	reason_code: line.reasonCode,
	reason: line.why,
	note: line.note,
	decided_by: line.decidedBy,
	decided_on: line.decidedOn,
	signed_by: line.signedBy,
	lines: line.parts.map(({ invoiceNumber, description, quantity, amountMinor }) => ({
		invoice: invoiceNumber,
		description,
		quantity,
		amount_incl_tax: toDecimal(money(BigInt(amountMinor), line.currency))
	}))
});
