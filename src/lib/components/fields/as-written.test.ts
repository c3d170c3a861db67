import { expect, test } from 'vitest';
import { asRead, asTyped, inputOf } from './as-written';

test.each([
	['number', '1500.5', 'fr', '1\u00a0500,5', '1500,5', 'text'],
	['number', '1500.5', 'en', '1,500.5', '1500.5', 'text'],
	['number', '•••', 'fr', '•••', '•••', 'text'],
	['date', '2026-12-05', 'en', '5 Dec 2026', '2026-12-05', 'date'],
	['date', '', 'fr', '', '', 'date'],
	['date', '•••', 'fr', '•••', '•••', 'text'],
	['text', '1500.5', 'fr', '1500.5', '1500.5', 'text']
] as const)('%s %s in %s', (kind, value, language, read, typed, input) => {
	const known = { kind, value };
	expect([asRead(known, language), asTyped(known, language), inputOf(known)]).toEqual([
		read,
		typed,
		input
	]);
});
