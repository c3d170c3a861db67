import { asOwner } from '../../support/database';
import { codeColumns } from '../../support/code-columns';

/** Every code of an organisation, row by row, as it stands: `table.column` and its values in the order of the keys. */
export async function everyCode(organisationId: string): Promise<Record<string, unknown[]>> {
	const found: Record<string, unknown[]> = {};
	for (const { table, column } of await ofOrganisations()) {
		const rows = await asOwner<{ value: unknown }>(
			`select "${column}" as value from "${table}" r where organisation_id = $1
				order by coalesce(to_jsonb(r)->>'id', to_jsonb(r)->>'dispute_id', ''), "${column}"::text`,
			[organisationId]
		);
		found[`${table}.${column}`] = rows.map(({ value }) => value);
	}
	return found;
}

const ofOrganisations = () =>
	asOwner<{ table: string; column: string }>(
		`select c."table", c."column" from unnest($1::text[], $2::text[]) c("table", "column")
		where exists (select from information_schema.columns o where o.table_schema = 'public'
			and o.table_name = c."table" and o.column_name = 'organisation_id')
		order by 1, 2`,
		[codeColumns().map(({ table }) => table), codeColumns().map(({ column }) => column)]
	);

/** Every JSON document of an organisation without names and addresses: keys, codes and figures. */
export async function everyOtherValue(organisationId: string): Promise<Record<string, unknown[]>> {
	const found: Record<string, unknown[]> = {};
	for (const { table, column } of await documents()) {
		const rows = await asOwner<{ value: unknown }>(
			`select "${column}" as value from "${table}" r where organisation_id = $1
				order by coalesce(to_jsonb(r)->>'id', to_jsonb(r)::text)`,
			[organisationId]
		);
		found[`${table}.${column}`] = rows.map(({ value }) => withoutNames(value));
	}
	return found;
}

const documents = () =>
	asOwner<{ table: string; column: string }>(
		`select c.table_name as "table", c.column_name as "column"
		from information_schema.columns c join information_schema.columns o using (table_schema, table_name)
		where c.table_schema = 'public' and c.data_type in ('json', 'jsonb') and o.column_name = 'organisation_id'
		order by 1, 2`
	);

const withoutNames = (value: unknown): unknown => {
	if (Array.isArray(value)) return value.map(withoutNames);
	if (typeof value === 'string') return value.replaceAll(/\S+@\S+/g, 'an address');
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, held]) => [
			key,
			/(?:name|email|phone)s?$/i.test(key) ? typeof held : withoutNames(held)
		])
	);
};
