import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { money } from '$lib/domain/money';
import { readSquares } from '../../../../../tests/support/read-squares';
import { epcSquares, type Transfer } from './epc-qr';

const transfer: Transfer = {
	holder: 'Gantier SA',
	iban: 'FR76 3000 6000 0112 3456 7890 189',
	bic: 'AGRIFRPP',
	amount: money(123_405n, 'EUR'),
	text: 'C-10482 F-2026-0117'
};
const read = (change: Partial<Transfer> = {}) =>
	readSquares(epcSquares({ ...transfer, ...change })!).split('\n');

describe('the square code of a transfer', () => {
	it('is read by a phone as the account, the amount and the reference, and nothing else', () => {
		expect(read()).toEqual([
			...['BCD', '002', '1', 'SCT', 'AGRIFRPP', 'Gantier SA'],
			...['FR7630006000011234567890189', 'EUR1234.05', '', '', 'C-10482 F-2026-0117']
		]);
	});
	it('says a round amount and one below a euro in decimals', () => {
		expect(read({ amount: money(1_000_00n, 'EUR') })[7]).toBe('EUR1000.00');
		expect(read({ amount: money(7n, 'EUR') })[7]).toBe('EUR0.07');
	});
	it('leaves the bank out where only its account is known', () => {
		expect(read({ bic: '' })[4]).toBe('');
	});
	it('cuts a long name with accents, never the reference', () => {
		const text = 'F'.repeat(140);
		const [, , , , , name, , , , , reference] = read({ holder: 'é'.repeat(120), text });
		expect(name).toMatch(/^é{60,70}$/);
		expect(reference).toBe(text);
	});
	it('is not drawn for a reference it cannot say whole', () => {
		expect(epcSquares({ ...transfer, text: 'x'.repeat(141) })).toBeNull();
		expect(epcSquares({ ...transfer, text: '中'.repeat(140) })).toBeNull();
	});
	it('is not drawn for another currency, for nothing, for too much and without an account', () => {
		expect(epcSquares({ ...transfer, amount: money(100n, 'GBP') })).toBeNull();
		expect(epcSquares({ ...transfer, amount: money(0n, 'EUR') })).toBeNull();
		expect(epcSquares({ ...transfer, amount: money(-1n, 'EUR') })).toBeNull();
		expect(epcSquares({ ...transfer, amount: money(100_000_000_000n, 'EUR') })).toBeNull();
		expect(epcSquares({ ...transfer, iban: '' })).toBeNull();
	});
});

const line = (maxLength: number) =>
	fc
		.string({ unit: fc.constantFrom(...'AZ09-/ éßœ’中😀'), minLength: 1, maxLength })
		.filter((text) => text === text.trim());

it('whatever the names, what is read is the exact account, amount and reference, within what a bank accepts', () => {
	fc.assert(
		fc.property(
			line(120),
			line(160),
			fc.bigInt({ min: 1n, max: 99_999_999_999n }),
			(holder, text, minor) => {
				const squares = epcSquares({ ...transfer, holder, text, amount: money(minor, 'EUR') });
				const isLong = [...text].length > 140 || Buffer.byteLength(text) > 220;
				expect(squares !== null || isLong).toBe(true);
				if (!squares) return;
				const [tag, , , , bic, name, iban, amount, , , reference, ...more] =
					readSquares(squares).split('\n');
				expect([tag, bic, iban, more]).toEqual([
					...['BCD', 'AGRIFRPP', 'FR7630006000011234567890189'],
					[]
				]);
				expect(amount).toBe(`EUR${minor / 100n}.${String(minor % 100n).padStart(2, '0')}`);
				expect(holder.startsWith(name!) && name!.length > 0).toBe(true);
				expect(reference).toBe(text);
			}
		)
	);
});
