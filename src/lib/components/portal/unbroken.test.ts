import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import Unbroken from './Unbroken.svelte';

const htmlOf = (text: string, number: string): string =>
	render(Unbroken, { props: { text, number } }).body.replace(/<!--.*?-->/g, '');

describe('a sentence with a number', () => {
	it('keeps it on one line wherever it stands, and says every word once', () => {
		expect(htmlOf('Montant de la facture FA-2026-0468 en litige', 'FA-2026-0468')).toBe(
			'<span>Montant de la facture <span class="nowrap">FA-2026-0468</span> en litige</span>'
		);
	});

	it('lets a number break that is longer than the narrowest line', () => {
		expect(htmlOf(`Facture ${'9'.repeat(21)}`, '9'.repeat(21))).not.toContain('nowrap');
	});

	it('writes what looks like an element as text', () => {
		expect(htmlOf('Facture <b>1</b>', '<b>1</b>')).not.toContain('<b>');
	});
});
