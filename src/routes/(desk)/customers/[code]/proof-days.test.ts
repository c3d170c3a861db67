import { expect, test } from 'vitest';
import { backToForm, packIn } from './proof-days';

const shown = (said: Record<string, string>) =>
	packIn(new URL(backToForm('M 1', new URLSearchParams(said)), 'https://entendu.test'));

test('days the wrong way round come back to their form as they were written, with what is wrong', () => {
	expect(backToForm('M 1', new URLSearchParams())).toMatch(/^\/customers\/M%201\?.*#pack-until$/);
	const days = { from: '2026-03-09', until: '2026-03-02' };
	expect(shown({ ...days, internal: 'on' })).toEqual({
		...{ ...days, internal: true },
		problem: { field: 'until', words: 'La fin de la période est avant son début.' }
	});
});

test.each<[Record<string, string>, string | undefined]>([
	[{ from: '2026-02-31', until: '' }, 'from'],
	[{ from: '', until: 'mardi' }, 'until'],
	[{ from: '2026-03-02', until: '2026-03-02' }, undefined],
	[{}, undefined]
])('%j', (said, field) => {
	expect(shown(said).problem?.field).toBe(field);
});
