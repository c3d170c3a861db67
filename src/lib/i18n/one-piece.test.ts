import { expect, it } from 'vitest';
import { wholeFigures } from './one-piece';

it('figures of an article have nowhere to break; its other words do', () => {
	expect(wholeFigures('Plaque 2 000 × 1 000 × 400')).toBe('Plaque 2\u00a0000 × 1\u00a0000 × 400');
	expect(wholeFigures('carton de 3 150')).toBe('carton de 3\u00a0150');
	for (const text of ['lot 12 de 4', 'FR76 3000 6000', '04 76 00 12 34', '2026 100'])
		expect(wholeFigures(text)).toBe(text);
});
