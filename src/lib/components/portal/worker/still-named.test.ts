import { expect, test } from 'vitest';
import { stillNamed } from './still-named';

const files = new Map([
	[
		'/_app/immutable/entry/form.D4-x_y.js',
		'import{a}from"../chunks/B1.js";import("../chunks/C2.js")'
	],
	['/_app/immutable/chunks/B1.js', 'import"./B1.js"'],
	['/_app/immutable/chunks/C2.js', ''],
	['/_app/immutable/assets/p.css', '@font-face{src:url(./f.woff2)format("woff2")}'],
	['/_app/immutable/assets/f.woff2', ''],
	['/_app/immutable/chunks/gone.js', 'import"./B1.js"']
]);
const named = (...pages: string[]) =>
	[...stillNamed(pages, files)].map((address) => address.split('/').at(-1)).sort();

test('a page needs what it names, and what that names', () => {
	expect(named('<link href="../_app/immutable/assets/p.css">')).toEqual(['f.woff2', 'p.css']);
	expect(named('<./_app/immutable/entry/form.D4-x_y.js>; rel="modulepreload"')).toEqual([
		'B1.js',
		'C2.js',
		'form.D4-x_y.js'
	]);
});

test('what only a file names that nobody needs is not needed', () => {
	expect(named('nothing')).toEqual([]);
	expect(named()).toEqual([]);
});
