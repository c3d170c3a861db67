import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharesOf } from '$lib/domain/disputes/claim';
import { lineClaim, quantityMissing } from '$lib/domain/disputes/lines';
import { AppError } from '$lib/domain/errors';
import { LANGUAGES } from '$lib/i18n/language';
import { claimsOf, type Item, type KnownLine } from '../../new/claims';
import { typedFrom, type Said, type SaidItem } from './prefill';

const invoice = { id: 'a', number: 'F-1', currency: 'EUR', freeMinor: 120_000n };
const line: KnownLine = {
	invoiceId: 'a',
	id: 'l',
	quantity: '12',
	unitPriceMinor: 8_000n,
	totalMinor: 96_000n,
	reference: null
};
const reasons = [
	{ code: 'price', lineFigure: 'expected' },
	{ code: 'short', lineFigure: 'received' },
	{ code: 'other', lineFigure: 'amount' }
] as const;
const item = (fields: Partial<SaidItem> = {}): SaidItem => ({
	invoiceId: 'a',
	invoiceLineId: null,
	claimedMinor: 120_000n,
	claimedQuantity: null,
	expectedUnitPriceMinor: null,
	...fields
});
const said = (items: SaidItem[], reasonCode = 'other'): Said => ({
	items,
	reasonCode,
	requestedOutcome: 'NOA',
	explanation: '',
	detail: ''
});
const offered = { invoices: [invoice], lines: [line], reasons };

describe('a case comes back into its form', () => {
	it('whole, in part, by line', () => {
		const form = (of: Said) => typedFrom(of, offered, 'fr');
		expect(form(said([item()]))).toMatchObject({ part: 'whole', amounts: {} });
		expect(form(said([item({ claimedMinor: 12_550n })]))).toMatchObject({
			part: 'part',
			amounts: { a: '125,50' }
		});
		const byLine = { invoiceLineId: 'l', claimedMinor: 24_000n };
		expect(form(said([item({ ...byLine, claimedQuantity: '3' })], 'short'))).toMatchObject({
			part: 'lines',
			lines: ['l'],
			figures: { l: '9' }
		});
		expect(
			form(said([item({ ...byLine, expectedUnitPriceMinor: 6_000n })], 'price'))
		).toMatchObject({ part: 'lines', figures: { l: '60,00' } });
		expect(form(said([item({ ...byLine, claimedMinor: 96_000n })], 'price')).figures).toEqual({
			l: ''
		});
	});
	it('as an amount where the form has no field for its figure', () => {
		const odd = item({ invoiceLineId: 'l', claimedMinor: 24_000n });
		expect(typedFrom(said([odd], 'short'), offered, 'en')).toMatchObject({
			part: 'part',
			amounts: { a: '240.00' }
		});
	});
});

/** What the form would claim if it were sent. */
function claimedBy(of: Said, language: (typeof LANGUAGES)[number]) {
	const typed = { ...typedFrom(of, offered, language), key: '' };
	const figure = reasons.find(({ code }) => code === of.reasonCode)!.lineFigure;
	const claims = claimsOf(invoice, { typed, lines: [line], figure, language });
	const wishes = claims.map((claim) => {
		if (claim instanceof AppError) throw claim;
		return wish(claim);
	});
	return sharesOf(invoice.freeMinor, wishes);
}
function wish(claim: Item) {
	if (claim.claimedMinor !== undefined) return { minor: claim.claimedMinor, typed: true };
	if (!claim.invoiceLineId) return { minor: invoice.freeMinor, typed: false };
	const ofLine = lineClaim(line, claim);
	return { minor: 'problem' in ofLine ? 0n : ofLine.claimedMinor, typed: false };
}

const cases = fc.oneof(
	fc
		.bigInt({ min: 1n, max: invoice.freeMinor })
		.map((claimedMinor) => said([item({ claimedMinor })])),
	fc.integer({ min: 0, max: 11 }).map((received) => {
		const claim = lineClaim(line, { receivedQuantity: String(received) }) as {
			claimedMinor: bigint;
		};
		const claimedQuantity = quantityMissing('12', String(received));
		return said([item({ invoiceLineId: 'l', claimedQuantity, ...claim })], 'short');
	}),
	fc.bigInt({ min: 0n, max: 7_999n }).map((expectedUnitPriceMinor) => {
		const claim = lineClaim(line, { expectedUnitPriceMinor }) as { claimedMinor: bigint };
		return said([item({ invoiceLineId: 'l', expectedUnitPriceMinor, ...claim })], 'price');
	})
);

it('sent as it came, the form claims the very same', () => {
	fc.assert(
		fc.property(cases, fc.constantFrom(...LANGUAGES), (of, language) => {
			expect(claimedBy(of, language)).toEqual([{ claimedMinor: of.items[0]!.claimedMinor }]);
		})
	);
});
