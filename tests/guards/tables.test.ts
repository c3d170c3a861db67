import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { importsOf } from './import-graph';
import { ROOT, sourcesUnder } from './source';
import { OWNERS } from './table-owners';
import { tablesIn, tablesNamed, tablesNamedIn } from './tables-named';

const SERVER = 'src/lib/server/';
const SCHEMA = `${SERVER}db/schema/`;
/** The layer below the nouns: it connects, and the demo fills every table of it. */
const BELOW = `${SERVER}db/`;

const schemaFiles = sourcesUnder('src/lib/server/db/schema');
const nameOf = (schemaFile: string): string => schemaFile.slice(SCHEMA.length, -'.ts'.length);
const ownerOf = (schemaFile: string): string => OWNERS[nameOf(schemaFile)] ?? 'nobody';

const nouns = sourcesUnder('src').filter((file) => !file.startsWith(BELOW));
/** The folder of the server ring, or the first folder of anything else. */
const folderOf = (file: string): string =>
	file.startsWith(SERVER) ? file.slice(SERVER.length).split('/')[0]! : file.split('/')[1]!;

const ownerOfTable = new Map(
	schemaFiles.flatMap((file) => tablesIn(file).map((table) => [table, ownerOf(file)] as const))
);

describe('a table belongs to one noun', () => {
	test('every schema file says whose it is, and no other file is named', () => {
		expect(Object.keys(OWNERS).sort()).toEqual(schemaFiles.map(nameOf).sort());
		const folders = fs.readdirSync(path.join(ROOT, SERVER));
		expect(Object.values(OWNERS).filter((folder) => !folders.includes(folder))).toEqual([]);
	});

	test('nobody imports the table of another noun', () => {
		const broken = nouns
			.flatMap(importsOf)
			.filter(({ from, to }) => to.startsWith(SCHEMA) && ownerOf(to) !== folderOf(from));
		expect(broken.map(({ from, to }) => told(from, `imports ${to}`, ownerOf(to)))).toEqual([]);
	});

	test('nobody names the table of another noun in SQL', () => {
		const broken = nouns.flatMap((file) =>
			tablesNamedIn(file, [...ownerOfTable.keys()]).filter(
				({ table }) => ownerOfTable.get(table) !== folderOf(file)
			)
		);
		expect(
			broken.map(({ table, place }) =>
				told(place, `names the table ${table}`, ownerOfTable.get(table)!)
			)
		).toEqual([]);
	});

	test('the guard reads SQL: a table after its word or before its column, not a thing called alike', () => {
		const named = (written: string) => tablesNamed(written, ['reason', 'user']);
		expect(named('select 1 from reason r')).toEqual(['reason']);
		expect(named('delete from\n\t"user" where true')).toEqual(['user']);
		expect(named('x join lateral (select reason.code) y')).toEqual(['reason']);
		expect(named('select 1 from jsonb_each(x) e, reason where true')).toEqual(['reason']);
		expect(named('select 1 from a join b using (id, c), "user" u where true')).toEqual(['user']);
		expect(named('from a, lateral (select 1 from b, only reason r) c')).toEqual(['reason']);
		expect(named('select 1 from a where id in (1, 2) order by reason, user')).toEqual([]);
		expect(named('select a is distinct from b, reason, user')).toEqual([]);
		expect(named('select x from a, reason(1) group by 1, reason')).toEqual([]);
		expect(named(`reason->>'code', d.reason.x, reason_id, from reasons, '{user}'`)).toEqual([]);
	});
});

const told = (who: string, does: string, owner: string): string =>
	`${who} ${does}, which belongs to ${owner}. Ask server/${owner} for what you need: a function of its queries, a verb, or a subquery to join (namedCustomers, numberedInvoices, allReasons).`;
