import { AppError } from '$lib/domain/errors';
import { refuseUnreadable } from '$lib/domain/intake/content';
import { decodeText } from '$lib/domain/intake/encoding';
import { missingColumns } from '$lib/domain/intake/header';
import type { ImportMapping } from '$lib/domain/intake/mapping';
import { readReceivables, type Receivables } from '$lib/domain/intake/receivables';
import { readTable, type Table } from '$lib/domain/intake/table';

export interface UnderstoodFile {
	table: Table;
	receivables: Receivables;
}

/** The rows of a file as the mapping reads them. */
export async function understandFile(content: Uint8Array, mapping: ImportMapping): Promise<UnderstoodFile> {
	refuseUnreadable(content);
	const table = await readTable(decodeText(content, mapping.encoding), mapping.separator);
	const missing = missingColumns(mapping.columns);
	if (missing.length) throw new AppError('import_columns_missing', { columns: missing.join(', ') }, missing[0]);
	return { table, receivables: readReceivables(table, mapping) };
}
