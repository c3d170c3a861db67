import { expect, test } from 'vitest';
import { IMPORT_FIELDS } from '$lib/domain/intake/mapping';
import { textOf } from './source';

test('every column of a file that is read stands in docs/imports.md, in their order, and no other', () => {
	const rows = textOf('docs/imports.md').matchAll(/^\| `([a-z_]+)`/gm);
	expect([...rows].map(([, field]) => field)).toEqual([...IMPORT_FIELDS]);
});
