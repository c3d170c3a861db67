import { expect, test } from 'vitest';
import { asOwner, useDatabase } from '../support/database';
import { codeColumns, codeColumnsIn } from '../support/code-columns';

useDatabase();

const neverErased = async (columns: readonly string[]): Promise<string[]> =>
	(
		await asOwner<{ column: string }>(
			`select named as "column" from unnest($1::text[]) named where never_words(named) order by 1`,
			[columns]
		)
	).map(({ column }) => column);

test('an erasure looks into no column of codes', async () => {
	const columns = [...new Set(codeColumns().map(({ column }) => column))].sort();
	expect(columns.length).toBeGreaterThan(25);
	expect(await neverErased(columns)).toEqual(columns);
});

test('codes the schema writes as text are spared too', async () => {
	const plain = ['canonical_code', 'country', 'mapping', 'reason_code', 'subject_id', 'team'];
	expect(await neverErased(plain)).toEqual(plain);
});

test('names, addresses and what people wrote are not', async () => {
	const written = await asOwner<{ column: string }>(
		`select distinct column_name as "column" from information_schema.columns
		where table_schema = 'public' and data_type = 'text' and column_name <> 'check_name'
			and (column_name ~ '(^|_)(name|email|phone)$' or column_name in
				('text', 'body', 'note', 'html', 'subject', 'explanation', 'comment', 'reason', 'action', 'why'))`
	);
	expect(written.length).toBeGreaterThan(25);
	expect(await neverErased(written.map(({ column }) => column))).toEqual([]);
});

test('the guard reads the schema: codes on one line or several, in lists, with a type or an enum', () => {
	const schema = `pgTable('one', { a: text('a').notNull(), kind: text('kind')
			.$type<'x' | 'y'>().notNull(), all: text('all').array().$type<Code[]>() });
		pgTable(
			'two', { b: text('b', { enum: ['x'] }), j: jsonb('j').$type<string[]>() });`;
	expect(codeColumnsIn(schema)).toEqual([
		{ table: 'one', column: 'kind' },
		{ table: 'one', column: 'all' },
		{ table: 'two', column: 'b' }
	]);
});
