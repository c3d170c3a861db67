import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { htmlText } from './escape';
import { parseTemplate, type Values } from './fill';

const fill = (template: string, values: Values) => parseTemplate(template, htmlText)(values);

describe('A template', () => {
	it('repeats a section for every entry, whose own names come first', () => {
		expect(
			fill('{{#items}}{{number}}:{{who}} {{/items}}', {
				who: 'A',
				items: [{ number: 1 }, { number: 2, who: 'B' }]
			})
		).toBe('1:A 2:B ');
	});

	it('leaves out what is not there', () => {
		for (const nothing of [null, undefined, '', 0, false, []])
			expect(fill('a{{#x}}b{{/x}}{{^x}}c{{/x}}', { x: nothing })).toBe('ac');
		expect(fill('a{{#x}}b{{/x}}{{^x}}c{{/x}}', { x: 'here' })).toBe('ab');
	});

	it('takes a section’s own line away with it', () => {
		expect(fill('a\n{{#x}}\nb\n{{/x}}\nc', { x: true })).toBe('a\nb\nc');
	});

	it('refuses a name its view does not give, and a section without an end', () => {
		expect(() => fill('{{nobody}}', {})).toThrow('{{nobody}}');
		expect(() => fill('{{toString}}', {})).toThrow('{{toString}}');
		expect(() => fill('{{#x}}', { x: 1 })).toThrow('never closed');
		expect(() => fill('{{/x}}', { x: 1 })).toThrow('closes nothing');
	});

	it('never writes a value as markup or fills it again', () => {
		fc.assert(
			fc.property(
				fc.oneof(fc.string(), fc.constantFrom('{{secret}}', '<img onerror=x>', '</p>')),
				(typed) => {
					const written = fill('{{typed}}', { typed, secret: 'SECRET' }).replaceAll('<br />', '');
					expect(written).not.toMatch(/[<>"'{}]/);
				}
			)
		);
	});
});
