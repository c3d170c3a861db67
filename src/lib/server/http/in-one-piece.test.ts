import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inOnePiece } from './in-one-piece';

const kept = (text: string): string => `<span class="nowrap">${text}</span>`;
const DAYS = [
	...['5 déc. 2026', '1er décembre', '5 Dec 2026', '30 September 2026', '5. Dez. 2026'],
	...['5 dic 2026', '30 de septiembre de 2026']
];
/** What is read of it. */
const read = (html: string): string => html.replace(/<\/?span(?: class="nowrap")?>/g, '');

describe('on a page of a customer', () => {
	it('numbers of invoices and cases stay on one line, inside their sentence', () => {
		expect(inOnePiece('<h1>Invoice INV-26-0274</h1>')).toBe(
			`<h1><span>Invoice ${kept('INV-26-0274')}</span></h1>`
		);
		expect(inOnePiece('<a href="/p/t/disputes/LIT-2026-000025">LIT-2026-000025</a>')).toBe(
			`<a href="/p/t/disputes/LIT-2026-000025"><span>${kept('LIT-2026-000025')}</span></a>`
		);
	});

	it('figures in the name of an article do too', () => {
		expect(inOnePiece('<td>Plaque 2 000 × 1 000 × 400, carton de 3 150</td>')).toBe(
			`<td><span>Plaque ${kept('2 000')} × ${kept('1 000')} × 400, carton de ${kept('3 150')}</span></td>`
		);
	});

	it('days do too, in each language', () => {
		for (const day of DAYS)
			expect(inOnePiece(`<p>le ${day}, 12 mois plus tard</p>`)).toBe(
				`<p><span>le ${kept(day)}, 12 mois plus tard</span></p>`
			);
	});

	it('what is kept already, what is typed and what is no sentence are left as they are', () => {
		for (const html of [
			'<a class="number nowrap">FA-2026-0498</a>',
			'<textarea name="body">FA-2026-0498</textarea>',
			'<head><title>FA-2026-0498</title></head>',
			'<p title="a > FA-2026-0498">peut-être 12 palettes</p>',
			'<script>a = "FA-2026-0498"</script>',
			'<div data-script="/form.js"><h1>FA-2026-0498</h1></div>'
		])
			expect(inOnePiece(html)).toBe(html);
	});

	it('a number that would widen the narrowest page may break', () => {
		const html = `<p>FA-${'2026-'.repeat(5)}1</p>`;
		expect(inOnePiece(html)).toBe(html);
	});

	it('no sign of a page is lost, and none is added', () => {
		const bit = fc.constantFrom(
			'<p>',
			'</p>',
			'<b title="x > FA-1">',
			'FA-1',
			'1 000',
			'5 mai 2026',
			' ',
			'&lt;',
			'<!-- A-1 -->'
		);
		fc.assert(
			fc.property(fc.array(bit), (bits) => {
				const html = bits.join('');
				expect(read(inOnePiece(html))).toBe(html);
			})
		);
	});
});
