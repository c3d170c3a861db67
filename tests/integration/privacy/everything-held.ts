import { asOwner } from '../../support/database';

/** Columns of text that may hold words; a row of the database as a whole, in the words of nobody. */
const columns = () =>
	asOwner<{ table: string; column: string }>(
		`select c.table_name as "table", c.column_name as "column"
		from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
		where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
			and (c.data_type in ('text', 'json', 'jsonb', 'tsvector') or c.udt_name in ('_text', 'tsvector'))
			and exists (select from information_schema.columns o where o.table_name = c.table_name and o.column_name = 'organisation_id')
		order by 1, 2`
	);

/** Everywhere in the database of this organisation where one of these words stands: `table.column`. */
export async function whereHeld(
	organisationId: string,
	words: readonly string[]
): Promise<string[]> {
	const found: string[] = [];
	for (const { table, column } of await columns()) {
		const rows = await asOwner(
			`select from "${table}" where organisation_id = $1
				and exists (select from unnest($2::text[]) word where position(lower(word) in lower("${column}"::text)) > 0) limit 1`,
			[organisationId, words]
		);
		if (rows.length > 0) found.push(`${table}.${column}`);
	}
	return found;
}
