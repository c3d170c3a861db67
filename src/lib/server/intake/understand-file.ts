import { setImmediate } from 'node:timers/promises';
import { AppError } from '$lib/domain/errors';
import { MAX_IMPORT_BYTES, refuseUnreadable } from '$lib/domain/intake/content';
import { decodeText } from '$lib/domain/intake/encoding';
import { missingColumns } from '$lib/domain/intake/header';
import type { ImportMapping } from '$lib/domain/intake/mapping';
import { readReceivables, type Receivables } from '$lib/domain/intake/receivables';
import { MAX_ROWS, readTable, type Table } from '$lib/domain/intake/table';
import { formatBytes, formatNumber } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import { say } from '$lib/i18n/words';

export interface UnderstoodFile {
	table: Table;
	receivables: Receivables;
}

/**
 * The rows of a file as the mapping reads them.
 * @throws import_columns_missing and what is wrong with the file as a whole
 */
export async function understandFile(
	content: Uint8Array,
	mapping: ImportMapping
): Promise<UnderstoodFile> {
	refuseFile(content);
	const table = await tableIn(content, mapping);
	const missing = missingColumns(mapping.columns);
	if (missing.length)
		throw new AppError(
			'import_columns_missing',
			{ columns: missing.map((field) => say(`intake_field_${field}`)).join(', ') },
			missing[0]
		);
	return { table, receivables: readReceivables(table, mapping) };
}

/** @throws import_empty, import_not_text, import_too_large */
export const refuseFile = (content: Uint8Array): void =>
	refuseUnreadable(content, formatBytes(MAX_IMPORT_BYTES));

export const tableIn = async (
	content: Uint8Array,
	{ encoding, separator }: ImportMapping
): Promise<Table> => notTooLong(await readTable(decodeText(content, encoding), separator, pause));

/** A large file does not keep every other visitor waiting. */
export const pause = (): Promise<void> => setImmediate();

export function notTooLong(table: Table): Table {
	if (table.rows.length > MAX_ROWS)
		throw new AppError(
			'import_too_large',
			{ max: m.intake_rows({ count: formatNumber(MAX_ROWS) }) },
			'file'
		);
	return table;
}
