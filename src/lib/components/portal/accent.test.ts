import fc from 'fast-check';
import { expect, it } from 'vitest';
import { contrast, readable } from '$lib/domain/contrast';
import { accentTokens } from './accent';

it('keeps a colour that can be read', () => {
	expect(readable('#0f5c4d', '#fbfaf6', '#000000')).toBe('#0f5c4d');
});

it('darkens a yellow that cannot', () => {
	const darker = readable('#ffd400', '#fbfaf6', '#000000');
	expect(darker).not.toBe('#ffd400');
	expect(contrast(darker, '#fbfaf6')).toBeGreaterThanOrEqual(4.5);
});

it('never lets anything but a colour into the page', () => {
	expect(accentTokens('red; background: url(//evil.test)')).toBe(accentTokens('#0f5c4d'));
});

const color = fc
	.integer({ min: 0, max: 0xffffff })
	.map((value) => `#${value.toString(16).padStart(6, '0')}`);

it('makes every colour readable by day and by night', () => {
	fc.assert(
		fc.property(color, (any) => {
			expect(contrast(readable(any, '#fbfaf6', '#000000'), '#fbfaf6')).toBeGreaterThanOrEqual(4.5);
			expect(contrast(readable(any, '#1c2723', '#ffffff'), '#16201d')).toBeGreaterThanOrEqual(4.5);
		})
	);
});
