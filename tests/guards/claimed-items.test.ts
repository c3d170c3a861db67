import { expect, test } from 'vitest';
import { importsOf } from './import-graph';
import { sourcesUnder, textOf } from './source';
import { tablesNamedIn } from './tables-named';

/**
 * An item its customer replaced claims nothing any more. Whoever reads items gets them from
 * claimed-items.ts, which leaves those out: a reader of the table itself would count them.
 */
const HOLDERS: Record<string, string> = {
	'claimed-items.ts': 'leaves out what was replaced',
	'open-dispute.ts': 'writes what a case claims',
	'amend-dispute.ts': 'says that an item is replaced',
	'claim-anew.ts': 'replaces the items of a case by the same under another reason',
	'keep-freed.ts': 'says what of an item counts once since its case went into another one',
	'decide-dispute.ts': 'says what is accepted of an item'
};

const server = sourcesUnder('src/lib/server').filter((file) => !file.includes('/db/'));
const nameOf = (file: string): string => file.split('/').at(-1)!;

test('only these hold the table of items; everybody else asks claimedItems, claimedItems then, or everyItem', () => {
	const holders = server
		.filter((file) => !file.endsWith('.test.ts'))
		.filter((file) => /\bdisputeItem\b/.test(withoutComments(textOf(file))));
	expect(holders.map(nameOf).sort()).toEqual(Object.keys(HOLDERS).sort());
});

test('those that write it read nothing of it', () => {
	const readers = server.filter((file) =>
		/\.(from|innerJoin|leftJoin)\(\s*disputeItem\b/.test(textOf(file))
	);
	expect(readers.map(nameOf)).toEqual(['claimed-items.ts']);
});

test('no SQL names the table by itself', () => {
	expect(server.flatMap((file) => tablesNamedIn(file, ['dispute_item']))).toEqual([]);
});

test('the guard sees imports at all', () => {
	const imported = importsOf('src/lib/server/disputes/queries.ts').map(({ to }) => nameOf(to));
	expect(imported).toContain('claimed-items.ts');
});

const withoutComments = (text: string): string => text.replace(/\/\*[^]*?\*\//g, '');
