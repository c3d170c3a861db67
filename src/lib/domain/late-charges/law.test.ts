import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, localDate } from '../calendar';
import { money } from '../money';
import { fixedFeeOf } from './fixed-fee';
import { checkFloor } from './floor';
import { interestOf } from './interest';
import { knownUntil, legalFee, legalRates } from './law';
import { lateLawOf } from './laws';
import { rateOn, ratesInForce } from './rates';
import { termsOf } from './terms';

const day = localDate;
const [FRANCE, KINGDOM] = [lateLawOf('FR')!, lateLawOf('GB')!];
const late = (dueOn: string, totalMinor = 100_000n, currency = 'EUR') => ({
	dueOn: day(dueOn),
	totalMinor,
	currency,
	settlements: [],
	suspensions: []
});

describe('a country whose law is not known here', () => {
	const anyCountry = fc
		.stringMatching(/^[A-Z]{2}$/)
		.filter((code) => !['DE', 'ES', 'FR', 'GB'].includes(code));
	const anyDay = fc.integer({ min: 0, max: 4_000 }).map((n) => addDays(day('2020-01-01'), n));
	const anyAmount = fc.bigInt({ min: 1n, max: 10_000_000n });

	test('bears nothing until something was agreed, in any currency', () => {
		fc.assert(
			fc.property(anyCountry, anyDay, anyDay, anyAmount, (country, dueOn, untilOn, total) => {
				const law = lateLawOf(country);
				const rates = ratesInForce([], legalRates(law, dueOn));
				for (const currency of ['EUR', 'GBP', 'CHF']) {
					const invoice = late(dueOn, total, currency);
					expect(interestOf(invoice, rates, untilOn).minor).toBe(0n);
					expect(fixedFeeOf(invoice, [], law, untilOn).minor).toBe(0n);
				}
			})
		);
	});

	test('bears what was agreed, from its day', () => {
		const rates = ratesInForce([{ fromOn: day('2026-03-01'), basisPoints: 800 }], []);
		expect(interestOf(late('2026-01-31'), rates, day('2026-03-10')).periods).toMatchObject([
			{ fromOn: '2026-03-01', days: 10, basisPoints: 800, agreed: true }
		]);
	});
});

describe('Germany and Spain', () => {
	test.each([
		// Base rate of the Bundesbank plus nine points.
		['DE', '2022-07-01', 812],
		['DE', '2023-03-01', 1_062],
		['DE', '2023-07-01', 1_212],
		['DE', '2024-01-01', 1_262],
		['DE', '2024-12-31', 1_237],
		['DE', '2025-06-30', 1_127],
		['DE', '2025-07-01', 1_027],
		// As the Spanish treasury publishes it for each half-year.
		['ES', '2022-12-31', 800],
		['ES', '2023-06-30', 1_050],
		['ES', '2023-07-01', 1_200],
		['ES', '2024-01-01', 1_250],
		['ES', '2024-07-01', 1_225],
		['ES', '2025-01-01', 1_115],
		['ES', '2025-12-31', 1_015]
	])('%s on %s bears %i basis points', (country, on, expected) => {
		const rates = legalRates(lateLawOf(country), day('2020-01-31'));
		expect(rateOn(rates, day(on))?.basisPoints).toBe(expected);
	});

	test.each(['DE', 'ES'])(
		'%s gives forty euros for each late invoice, in euros only',
		(country) => {
			const law = lateLawOf(country);
			expect(legalFee(law, money(1n, 'EUR'))).toEqual(money(4_000n, 'EUR'));
			expect(legalFee(law, money(100_000n, 'GBP'))).toBeNull();
		}
	);

	test.each(['DE', 'ES'])('%s: a half-year nobody wrote down bears nothing', (country) => {
		const law = lateLawOf(country)!;
		const rates = legalRates(law, day('2026-01-31'));
		expect(rateOn(rates, knownUntil(law))?.basisPoints).toBe(0);
	});
});

describe('France', () => {
	test.each([
		['2025-06-30', 1_315],
		['2025-12-31', 1_215],
		['2026-06-30', 1_215],
		['2026-07-01', 1_240]
	])('refinancing rate plus ten points on %s', (on, expected) => {
		expect(rateOn(legalRates(FRANCE, day('2025-01-31')), day(on))?.basisPoints).toBe(expected);
	});

	test('nothing is guessed about a half-year to come', () => {
		const end = knownUntil(FRANCE);
		const { periods } = interestOf(
			late('2026-06-30'),
			legalRates(FRANCE, day('2026-06-30')),
			addDays(end, 90)
		);
		expect(periods.at(-1)?.untilOn).toBe(addDays(end, -1));
	});

	test('forty euros, and none in another currency', () => {
		expect(legalFee(FRANCE, money(1n, 'EUR'))).toEqual(money(4_000n, 'EUR'));
		expect(legalFee(FRANCE, money(1n, 'GBP'))).toBeNull();
	});
});

describe('United Kingdom', () => {
	test('the rate of the day interest begins holds until the debt is paid', () => {
		const dueOn = day('2025-06-20');
		const { periods } = interestOf(
			late('2025-06-20', 100_000n, 'GBP'),
			legalRates(KINGDOM, dueOn),
			day('2026-03-03')
		);
		expect(periods).toMatchObject([{ basisPoints: 1_275, fromOn: '2025-06-21' }]);
	});

	test('due on the last day of a half-year, it begins in the next', () => {
		expect(legalRates(KINGDOM, day('2025-06-30'))).toEqual([
			{ fromOn: '2025-07-01', basisPoints: 1_225 }
		]);
	});

	test('before and after the half-years known here, nothing', () => {
		expect(legalRates(KINGDOM, day('2019-01-31'))).toEqual([]);
		expect(legalRates(KINGDOM, knownUntil(KINGDOM))[0]?.basisPoints).toBe(0);
	});

	test.each([
		[99_999n, 4_000n],
		[100_000n, 7_000n],
		[999_999n, 7_000n],
		[1_000_000n, 10_000n]
	])('of a debt of %d pence: %d', (debt, fee) => {
		expect(legalFee(KINGDOM, money(debt, 'GBP'))?.minor).toBe(fee);
		expect(legalFee(KINGDOM, money(debt, 'EUR'))).toBeNull();
	});

	test('the size of the debt is what is not disputed', () => {
		const claim = { fromOn: day('2026-01-10'), untilOn: null, claimedMinor: 50_000n };
		const invoice = { ...late('2026-01-31', 120_000n, 'GBP'), suspensions: [claim] };
		expect(fixedFeeOf(invoice, [], KINGDOM, day('2026-03-01'))).toEqual({
			...money(4_000n, 'GBP'),
			agreed: false
		});
	});
});

describe('the French minimum of an agreed rate', () => {
	const rate = (basisPoints: number, fromOn = '2026-01-01') => ({
		fromOn: day(fromOn),
		basisPoints
	});

	test('is three times the legal interest of each half-year', () => {
		expect(checkFloor(FRANCE, rate(786), day('2026-06-30'))).toEqual({
			below: null,
			unknownOn: null
		});
		expect(checkFloor(FRANCE, rate(785), day('2026-06-30')).below).toMatchObject({
			fromOn: '2026-01-01',
			basisPoints: 786
		});
		// 8.28 % in the second half of 2025, 7.86 % in the next.
		expect(checkFloor(FRANCE, rate(800, '2025-09-01'), day('2026-03-01')).below).toMatchObject({
			fromOn: '2025-07-01',
			basisPoints: 828
		});
	});

	test('that is not known has to be looked up', () => {
		expect(checkFloor(FRANCE, rate(2_000), day('2026-09-01'))).toEqual({
			below: null,
			unknownOn: '2026-07-01'
		});
		expect(checkFloor(FRANCE, rate(2_000, '2027-01-15'), day('2026-09-01')).unknownOn).toBe(
			'2027-01-01'
		);
	});

	test('binds no creditor of another country', () => {
		for (const law of [KINGDOM, null])
			expect(checkFloor(law, rate(1), day('2026-09-01'))).toEqual({ below: null, unknownOn: null });
	});
});

test('a letter names each rate and each sum once, those of the law apart from those agreed', () => {
	const fee = (minor: bigint, agreed = false) => ({ ...money(minor, 'EUR'), agreed });
	const bears = (basisPoints: number, agreed = false) => ({ basisPoints, agreed });
	expect(
		termsOf(FRANCE, [
			{ interest: [bears(1_240), bears(1_215)], fee: fee(4_000n) },
			{ interest: [bears(1_215), bears(1_500, true)], fee: fee(4_000n) },
			{ interest: [], fee: fee(5_000n, true) }
		])
	).toEqual({
		law: 'fr',
		legalRates: [1_215, 1_240],
		agreedRates: [1_500],
		legalFees: [money(4_000n, 'EUR')],
		agreedFees: [money(5_000n, 'EUR')]
	});
});
