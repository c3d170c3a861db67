/** Many rows to write at once: new ones, and known ones of which something changes. */
export interface Upserts<T> {
	create: T[];
	update: T[];
}

/** One parameter for `jsonb_to_recordset`, however many rows; it knows no bigint: amounts travel as text. */
export const asRecords = (rows: readonly object[]): string =>
	JSON.stringify(rows, (_, value: unknown) =>
		typeof value === 'bigint' ? value.toString() : value
	);
