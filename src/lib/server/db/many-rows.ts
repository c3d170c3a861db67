import { getTableColumns, sql, type SQL } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';

/**
 * `insert into … select …` for thousands of rows, which all have the same fields: they travel as one
 * parameter, and the database takes it apart by the types of its own table. A parameter for each value
 * costs several times the insert itself. `shared` is what is the same in all of them, and no JSON.
 */
export function insertMany<T extends PgTable, Shared extends Partial<T['$inferInsert']>>(
	table: T,
	rows: readonly Omit<T['$inferInsert'], keyof Shared>[],
	shared: Shared
): SQL {
	const columns = Object.entries(getTableColumns(table)).map(([field, column]) => ({
		...{ field, name: column.name, type: column.getSQLType() }
	}));
	const own = columns.filter(({ field }) => field in rows[0]!);
	const common = columns.filter(({ field }) => field in shared);
	const values = common.map(
		({ field, type }) => sql`${asJson((shared as Fields)[field])}::${sql.raw(type)}`
	);
	return sql`insert into ${table} (${names([...common, ...own])})
		select ${sql.join([...values, names(own)], sql`, `)}
		from json_populate_recordset(null::${table}, ${textOf(rows, own)}::json)`;
}

type Fields = Record<string, unknown>;
interface Column {
	field: string;
	name: string;
}

const names = (columns: readonly Column[]): SQL =>
	sql.join(
		columns.map(({ name }) => sql.identifier(name)),
		sql`, `
	);

const textOf = (rows: readonly object[], columns: readonly Column[]): string =>
	JSON.stringify(
		rows.map((row) => {
			const named: Fields = {};
			for (const { field, name } of columns) named[name] = asJson((row as Fields)[field]);
			return named;
		})
	);

/** What the driver would make of it. */
function asJson(value: unknown): unknown {
	if (typeof value === 'bigint') return value.toString();
	return value instanceof Date ? value.toISOString() : value;
}
