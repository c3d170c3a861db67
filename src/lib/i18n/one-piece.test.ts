import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { NUMBER, PARTED, wholeFigures } from './one-piece';

it('figures of an article have nowhere to break; its other words do', () => {
	expect(wholeFigures('Plaque 2 000 × 1 000 × 400')).toBe('Plaque 2\u00a0000 × 1\u00a0000 × 400');
	expect(wholeFigures('carton de 3 150')).toBe('carton de 3\u00a0150');
	for (const text of ['lot 12 de 4', 'FR76 3000 6000', '04 76 00 12 34', '2026 100'])
		expect(wholeFigures(text)).toBe(text);
});

it.each(['outbox.js', 'outbox-page.js'])('a number is the same one in static/%s', (name) => {
	const script = readFileSync(`static/${name}`, 'utf8');
	const patterns = [...script.matchAll(/\.split\(\/\((.*)\)\/u\)/g)].map(([, pattern]) => pattern);
	expect(patterns).toEqual([PARTED]);
});

it.each([PARTED, NUMBER])('has parts, and a figure in one of them: %s', (pattern) => {
	const numbers = (text: string) => text.match(new RegExp(pattern, 'gu'));
	const text = 'Facture 2026/0498, FA-2026-0498 et Ä-1 : peut-être 12 palettes';
	expect(numbers(text)).toEqual(['2026/0498', 'FA-2026-0498', 'Ä-1']);
});
