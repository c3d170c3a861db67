import { getTableColumns, sql, type SQL } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { JsonText } from './json-text';
import { FIELD, LINE, NONE } from './text-rows';

/**
 * `insert into … select …` for thousands of rows, which all have the same fields: they travel as one
 * text with a line each, and the database gives every field the type of its own table
 * (docs/decisions/reading-in-bulk.md). A parameter for each value costs several times the insert
 * itself, and JSON twice. `shared` is what is the same in all of them, and no JSON.
 */
export function insertMany<T extends PgTable, Shared extends Partial<T['$inferInsert']>>(
	table: T,
	rows: readonly BulkRow<Omit<T['$inferInsert'], keyof Shared>>[],
	shared: Shared
): SQL {
	const columns = Object.entries(getTableColumns(table)).map(([field, column]) => ({
		...{ field, name: column.name, type: column.getSQLType() }
	}));
	const own = columns.filter(({ field }) => field in rows[0]!);
	const common = columns.filter(({ field }) => field in shared);
	const values = common.map(
		({ field, type }) => sql`${textOf((shared as Fields)[field])}::${sql.raw(type)}`
	);
	return sql`insert into ${table} (${names([...common, ...own])})
		select ${sql.join([...values, ...own.map(fieldAs)], sql`, `)}
		from (select string_to_array(line, ${FIELD}, ${NONE}) as f
			from string_to_table(${linesOf(rows, own)}, ${LINE}) line offset 0) lines`;
}

/** A row as it is inserted, except that its JSON may be written already. */
export type BulkRow<Row> = {
	[K in keyof Row]: Row[K] extends string | number | boolean | bigint | Date | null | undefined
		? Row[K]
		: Row[K] | JsonText;
};

type Fields = Record<string, unknown>;
interface Column {
	field: string;
	name: string;
	type: string;
}

const names = (columns: readonly Column[]): SQL =>
	sql.join(
		columns.map(({ name }) => sql.identifier(name)),
		sql`, `
	);

const fieldAs = ({ type }: Column, i: number): SQL => sql.raw(`f[${i + 1}]::${type}`);

const linesOf = (rows: readonly object[], columns: readonly Column[]): string =>
	rows.map((row) => lineOf(row as Fields, columns)).join(LINE);

/** Put together without a list: there are many fields. */
function lineOf(row: Fields, columns: readonly Column[]): string {
	let line = '';
	for (const { field, type } of columns) line += FIELD + typed(row[field], type);
	return line.slice(FIELD.length);
}

const typed = (value: unknown, type: string): string =>
	(Array.isArray(value) && type.endsWith('[]') ? listOf(value) : textOf(value)) ?? NONE;

/** As PostgreSQL reads a list. */
const listOf = (values: readonly unknown[]): string =>
	`{${values.map((value) => `"${textOf(value)!.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`;

/** What the driver would make of it; what people typed is rid of the characters that part fields. */
function textOf(value: unknown): string | null {
	if (value === null || value === undefined) return null;
	if (typeof value === 'string') return PARTS.test(value) ? value.replaceAll(ALL_PARTS, '') : value;
	if (value instanceof JsonText) return value.text;
	if (value instanceof Date) return value.toISOString();
	if (typeof value === 'object') return JSON.stringify(value);
	return String(value);
}

const PARTS = new RegExp(`[${FIELD}${LINE}${NONE}]`);
const ALL_PARTS = new RegExp(PARTS, 'g');
