import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { FIRST_LANGUAGE } from '$lib/domain/language';
import { ROOT, sourcesUnder, textOf } from './source';

const MESSAGES = `src/lib/i18n/messages/${FIRST_LANGUAGE}`;

test('every message is said somewhere', () => {
	const keys = fs.readdirSync(path.join(ROOT, MESSAGES)).flatMap(keysOf);
	const { names, made } = namesIn(everything());
	const isSaid = (key: string) => names.has(key) || made.some((pattern) => pattern.test(key));
	expect(keys.length).toBeGreaterThan(1_000);
	expect(keys.filter((key) => !isSaid(key))).toEqual([]);
});

test('the look for them sees a name, one that is put together, and nothing else', () => {
	const { names, made } = namesIn('m.desk_one(); say(`desk_${kind}_two`); say(`${area}_${kind}`)');
	expect(names.has('desk_one')).toBe(true);
	expect(made.map((pattern) => pattern.test('desk_red_two'))).toEqual([true]);
	expect(made.map((pattern) => pattern.test('other_red_two'))).toEqual([false]);
});

const keysOf = (file: string): string[] =>
	Object.keys(JSON.parse(textOf(`${MESSAGES}/${file}`)) as object).filter(
		(key) => !key.startsWith('$')
	);

/** Mails name theirs in their templates. */
function everything(): string {
	const mails = fs
		.readdirSync(path.join(ROOT, 'emails'), { recursive: true, encoding: 'utf8' })
		.filter((name) => /\.(mjml|txt|ts)$/.test(name))
		.map((name) => `emails/${name}`);
	return [...sourcesUnder('src'), ...mails].map(textOf).join('\n');
}

/** Words that may be keys, and patterns of those that are put together from a beginning of their own. */
function namesIn(text: string): { names: ReadonlySet<string>; made: RegExp[] } {
	const parts = text.matchAll(/([a-zA-Z\d_]*(?:\$\{[^}]*\}[a-zA-Z\d_]*)+)/g);
	const made = [...parts]
		.map(([whole]) => whole.split(/\$\{[^}]*\}/))
		.filter(([first]) => /^[a-z]+_/.test(first ?? ''))
		.map((fixed) => new RegExp(`^${fixed.join('\\w+')}$`));
	return { names: new Set(text.match(/[a-zA-Z\d_]+/g)), made };
}
