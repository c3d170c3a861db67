import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import Unbroken from './Unbroken.svelte';

const htmlOf = (text: string, number: string): string =>
	render(Unbroken, { props: { text, number } }).body.replace(/<!--.*?-->/g, '');

const textOf = (html: string): string => html.replace(/<[^>]+>/g, '');

const wholeIn = (html: string): string[] =>
	[...html.matchAll(/<span class="nowrap">([^<]*)/g)].map(([, number]) => number!);

describe('a sentence with a number', () => {
	it('keeps it on one line wherever it stands, and says every word once', () => {
		const text = 'Montant de la facture FA-2026-0468 en litige';
		const html = htmlOf(text, 'FA-2026-0468');
		expect(textOf(html)).toBe(text);
		expect(wholeIn(html)).toEqual(['FA-2026-0468']);
	});

	it.each([
		['4711', 'Your order is not PO-4711-B: it is on invoice 4711: PO-4711-B.', 3],
		['1024', 'Invoice 1024 has a twin: 10245 of the same day.', 2],
		['77', 'We received €77.00 for invoice 77: credit note AV-77.', 3],
		['100', 'Paid: €100.00 of invoice 100', 2]
	])('says every word though %s is in other numbers too', (number, text, times) => {
		const html = htmlOf(text, number);
		expect(textOf(html)).toBe(text);
		expect(wholeIn(html)).toEqual(Array(times).fill(number));
	});

	it('lets a number break that is longer than the narrowest line', () => {
		expect(htmlOf(`Facture ${'9'.repeat(21)}`, '9'.repeat(21))).not.toContain('nowrap');
	});

	it('writes what looks like an element as text', () => {
		expect(htmlOf('Facture <b>1</b>', '<b>1</b>')).not.toContain('<b>');
	});
});
