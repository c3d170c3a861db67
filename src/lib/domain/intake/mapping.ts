import { z } from 'zod';

/** What a column of a receivables file can mean. */
export const IMPORT_FIELDS = [
	'customer_code',
	'customer_name',
	'customer_language',
	'customer_country',
	'customer_group',
	'customer_officer',
	'invoice_number',
	'invoice_date',
	'due_date',
	'payment_terms',
	'amount',
	'currency',
	'open_amount',
	'paid_date',
	'disputed',
	'dispute_reason',
	'order_number',
	'delivery_note',
	'document_name',
	'contact_name',
	'contact_role',
	'contact_language',
	'contact_email',
	'contact_phone'
] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number];

const column = z.number().int().min(0).max(500);

export const importMapping = z.object({
	separator: z.enum([',', ';', '\t', '|']),
	encoding: z.enum(['utf-8', 'windows-1252', 'iso-8859-15', 'utf-16le', 'utf-16be']),
	decimalMark: z.enum([',', '.']),
	dateOrder: z.enum(['ymd', 'dmy', 'mdy']),
	/** Currency of rows without a currency column. */
	currency: z.string().regex(/^[A-Z]{3}$/),
	/** The file holds every open invoice: one it no longer names is settled. */
	complete: z.boolean().optional(),
	/** field → zero-based column. */
	columns: z.partialRecord(z.enum(IMPORT_FIELDS), column),
	/** Custom field → zero-based column. */
	custom: z.record(z.uuid(), column).optional()
});
export type ImportMapping = z.infer<typeof importMapping>;

/** Of all columns that are read. */
export const columnsRead = ({
	columns,
	custom
}: Pick<ImportMapping, 'columns' | 'custom'>): number[] => Object.values({ ...columns, ...custom });
