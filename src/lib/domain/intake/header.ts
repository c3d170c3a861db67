import { plainWord } from './cells';
import { NAMES } from './header-names';
import { columnsRead, IMPORT_FIELDS, type ImportField, type ImportMapping } from './mapping';

export type Columns = ImportMapping['columns'];

const SMALL_WORDS = /(?:^|[\s_'’-])(?:de|du|des|d|la|le|les|l|of|the)(?=$|[\s_'’-])/gi;

/** "Date d'échéance (JJ/MM)" and "date_echeance" are the same name. */
export const columnName = (text: string): string =>
	plainWord(
		text
			.replace(/\(.*?\)/g, '')
			.replace(SMALL_WORDS, ' ')
			.replace(SMALL_WORDS, ' ')
	);

/** What each column seems to mean; the best-known name wins, and the first of two equal columns. */
export function guessColumns(header: readonly string[]): Columns {
	const names = header.map(columnName);
	const columns: Columns = {};
	for (const field of IMPORT_FIELDS) {
		const column = firstColumn(names, NAMES[field]);
		if (column >= 0) columns[field] = column;
	}
	return withLooseCustomer(columns, names);
}

function firstColumn(names: readonly string[], known: readonly string[]): number {
	for (const name of known) if (names.includes(name)) return names.indexOf(name);
	return -1;
}

/** "Client" alone holds the code, or the name when another column holds the code. */
function withLooseCustomer(columns: Columns, names: readonly string[]): Columns {
	const column = firstColumn(names, ['client', 'customer', 'kunde']);
	if (column < 0) return columns;
	if (columns.customer_code === undefined) return { ...columns, customer_code: column };
	return columns.customer_name === undefined ? { ...columns, customer_name: column } : columns;
}

/** Columns that mean nothing here, by name: what somebody may have expected to be read. */
export function unreadColumns(
	header: readonly string[],
	mapping: Pick<ImportMapping, 'columns' | 'custom'>
): string[] {
	const read = new Set(columnsRead(mapping));
	return header.filter((name, column) => name.trim() !== '' && !read.has(column));
}

/** Names that come twice: only the first column is read unless somebody says otherwise. */
export const repeatedColumns = (header: readonly string[]): string[] =>
	header.filter((name, i) => name !== '' && header.indexOf(name) !== i);

const INVOICE_FIELDS: readonly ImportField[] = [
	'invoice_number',
	'invoice_date',
	'due_date',
	'payment_terms',
	'amount',
	'open_amount',
	'paid_date',
	'disputed',
	'dispute_reason',
	'order_number',
	'delivery_note',
	'document_name'
];

/** Columns without which nothing can be read. A file of contacts needs a customer and an address. */
export function missingColumns(columns: Columns): ImportField[] {
	const holdsInvoices = INVOICE_FIELDS.some((field) => columns[field] !== undefined);
	const needed: ImportField[] = holdsInvoices
		? ['customer_code', 'invoice_number', 'invoice_date', 'amount']
		: ['customer_code', 'contact_email'];
	return needed.filter((field) => columns[field] === undefined);
}
