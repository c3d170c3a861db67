import fontkit from '@pdf-lib/fontkit';
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './source';

// What src/styles/fonts/latin.woff2 was made of and for: docs/decisions/typeface.md.
const FILE = path.join(ROOT, 'src/styles/fonts/latin.woff2');
const MADE_OF = '5.3.0';
/** Beyond Latin-1: in the other file of the package, or an arrow, which every system has. */
const ELSEWHERE = /[\u0100-\u02ba\u1d00-\u1eff→]/u;

test('no style asks for a weight that the typeface does not have', () => {
	const asked = filesUnder('src', /\.(css|svelte)$/).flatMap((file) =>
		[...fs.readFileSync(file, 'utf8').matchAll(/font-weight:\s*([^;}]+)/g)].flatMap(([, said]) =>
			said!.trim().split(/\s+/)
		)
	);
	expect(asked.length).toBeGreaterThan(50);
	expect(asked.filter((weight) => !isThere(weight))).toEqual([]);
});

test('every character of the words is in it', () => {
	const there = new Set(font().characterSet);
	const said = filesUnder('src/lib/i18n/messages', /\.json$/).flatMap((file) => [
		...fs.readFileSync(file, 'utf8')
	]);
	expect(said.length).toBeGreaterThan(100_000);
	const missing = new Set(
		said.filter((letter) => letter >= ' ' && !there.has(letter.codePointAt(0)!))
	);
	expect([...missing].filter((letter) => !ELSEWHERE.test(letter))).toEqual([]);
});

test('it was made of the package that is installed', () => {
	const { dependencies } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
		dependencies: Record<string, string>;
	};
	expect(dependencies['@fontsource-variable/atkinson-hyperlegible-next']).toBe(MADE_OF);
});

const isThere = (weight: string) =>
	['normal', 'bold', 'inherit'].includes(weight) ||
	(Number(weight) >= 400 && Number(weight) <= 700);

const font = () =>
	(fontkit as unknown as { create(bytes: Buffer): { characterSet: number[] } }).create(
		fs.readFileSync(FILE)
	);

const filesUnder = (folder: string, pattern: RegExp): string[] =>
	fs
		.readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => pattern.test(name))
		.map((name) => path.join(ROOT, folder, name));
