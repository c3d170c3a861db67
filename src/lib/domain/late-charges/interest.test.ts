import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, daysBetween, localDate, type LocalDate } from '../calendar';
import { fixedFeeOf } from './fixed-fee';
import { interestOf, type LateInvoice } from './interest';
import { lateLawOf } from './laws';
import { legalRates } from './law';
import { halfYearAfter, halfYearOf, rateOn, ratesInForce, type Rate } from './rates';
import { openSpans } from './suspensions';

const day = localDate;
const FRANCE = lateLawOf('FR')!;
const FRENCH_RATES = legalRates(FRANCE, day('2026-01-31'));
const late = (fields: Partial<LateInvoice> = {}): LateInvoice => ({
	dueOn: day('2026-01-31'),
	totalMinor: 1_000_000n,
	settlements: [],
	suspensions: [],
	...fields
});
const at = (basisPoints: number): Rate[] => [{ fromOn: day('2020-01-01'), basisPoints }];

describe('the usual formula: sum × rate × days / 365', () => {
	test.each([
		// sum, rate, days, what the formula gives by hand
		[1_000_000n, 1_215, 30, 9_986n],
		[150_000n, 1_425, 45, 2_635n],
		[500_000n, 1_315, 60, 10_808n],
		[100_000n, 1_000, 365, 10_000n],
		// Published by agenceipro.com, “zoom sur les pénalités de retard”: 184.93 euros.
		[1_500_000n, 1_500, 30, 18_493n]
	])('%d at %d basis points for %d days', (totalMinor, rate, days, expected) => {
		const due = day('2025-03-10');
		const invoice = late({ dueOn: due, totalMinor });
		expect(interestOf(invoice, at(rate), addDays(due, days)).minor).toBe(expected);
	});

	test('nothing on the due day, a day of it the day after', () => {
		expect(interestOf(late(), at(3_650), day('2026-01-31')).minor).toBe(0n);
		expect(interestOf(late(), at(3_650), day('2026-02-01')).minor).toBe(1_000n);
	});

	test('the day of the payment still counts, the next one no more', () => {
		const paid = late({ settlements: [{ on: day('2026-02-15'), amountMinor: 1_000_000n }] });
		expect(interestOf(paid, at(3_650), day('2026-12-31')).minor).toBe(15_000n);
	});

	test('the rate of 1 July follows that of 1 January', () => {
		const invoice = late({ dueOn: day('2026-06-20') });
		const { periods } = interestOf(invoice, FRENCH_RATES, day('2026-07-15'));
		expect(periods.map(({ days, basisPoints }) => [days, basisPoints])).toEqual([
			[10, 1_215],
			[15, 1_240]
		]);
	});

	test('an invoice without due date is never late', () => {
		expect(interestOf(late({ dueOn: null }), at(1_000), day('2030-01-01')).minor).toBe(0n);
	});
});

describe('what is disputed', () => {
	const disputed = late({
		suspensions: [{ fromOn: day('2026-02-11'), untilOn: day('2026-02-20'), claimedMinor: 200_000n }]
	});

	test('bears nothing while the case is open, and is not caught up', () => {
		const { periods, minor } = interestOf(disputed, at(3_650), day('2026-03-02'));
		expect(periods.map(({ days, baseMinor }) => [days, baseMinor])).toEqual([
			[10, 1_000_000n],
			[10, 800_000n],
			[10, 1_000_000n]
		]);
		expect(minor).toBe(28_000n);
	});

	test('as a whole from before the due day owes no fixed sum', () => {
		const all = {
			fromOn: day('2026-01-10'),
			untilOn: null,
			claimedMinor: 0n,
			holdsWholeInvoice: true
		};
		const invoice = { ...late({ suspensions: [all] }), currency: 'EUR' };
		expect(fixedFeeOf(invoice, [], FRANCE, day('2026-06-01')).minor).toBe(0n);
		expect(fixedFeeOf({ ...invoice, suspensions: [] }, [], FRANCE, day('2026-06-01')).minor).toBe(
			4_000n
		);
	});
});

describe('the fixed sum', () => {
	const invoice = { ...late(), currency: 'EUR' };

	test('is due once, the day after the due date, in euros', () => {
		expect(fixedFeeOf(invoice, [], FRANCE, day('2026-01-31')).minor).toBe(0n);
		expect(fixedFeeOf(invoice, [], FRANCE, day('2026-02-01')).minor).toBe(4_000n);
		expect(fixedFeeOf(invoice, [], FRANCE, day('2029-02-01')).minor).toBe(4_000n);
		expect(fixedFeeOf({ ...invoice, currency: 'GBP' }, [], FRANCE, day('2026-06-01')).minor).toBe(
			0n
		);
	});

	test('is the agreed one of the day the invoice became late', () => {
		const agreed = [
			{ fromOn: day('2026-01-01'), minor: 7_000n, currency: 'GBP' },
			{ fromOn: day('2026-03-01'), minor: 9_000n, currency: 'GBP' }
		];
		const pounds = { ...invoice, currency: 'GBP' };
		expect(fixedFeeOf(pounds, agreed, FRANCE, day('2026-06-01')).minor).toBe(7_000n);
	});
});

describe('rates', () => {
	test('an agreed rate takes over from the law on its day and keeps it', () => {
		const rates = ratesInForce([{ fromOn: day('2026-03-01'), basisPoints: 1_500 }], FRENCH_RATES);
		expect(rateOn(rates, day('2026-02-28'))?.basisPoints).toBe(1_215);
		expect(rateOn(rates, day('2026-08-01'))?.basisPoints).toBe(1_500);
	});

	test('half-years begin on 1 January and on 1 July', () => {
		expect(halfYearOf(day('2026-06-30'))).toBe('2026-01-01');
		expect(halfYearOf(day('2026-07-01'))).toBe('2026-07-01');
		expect(halfYearAfter(day('2026-06-30'))).toBe('2026-07-01');
		expect(halfYearAfter(day('2026-07-01'))).toBe('2027-01-01');
	});

	test('a case reopened suspends again', () => {
		expect(
			openSpans([
				{ on: day('2026-01-02'), toStatus: 'submitted' },
				{ on: day('2026-01-03'), toStatus: 'decided' },
				{ on: day('2026-01-05'), toStatus: 'resolved' },
				{ on: day('2026-01-09'), toStatus: 'in_progress' }
			])
		).toEqual([
			{ fromOn: '2026-01-02', untilOn: '2026-01-05' },
			{ fromOn: '2026-01-09', untilOn: null }
		]);
	});
});

describe('against adding up every single day', () => {
	const START = day('2025-11-01');
	const dayAfter = (max: number) => fc.integer({ min: 0, max }).map((n) => addDays(START, n));
	const invoices = fc.record({
		dueOn: dayAfter(60),
		totalMinor: fc.bigInt({ min: 1n, max: 10_000_000n }),
		settlements: fc.array(
			fc.record({ on: dayAfter(400), amountMinor: fc.bigInt({ min: 1n, max: 4_000_000n }) }),
			{ maxLength: 5 }
		),
		suspensions: fc.array(
			fc
				.record({
					fromOn: dayAfter(400),
					length: fc.option(fc.integer({ min: 0, max: 90 })),
					claimedMinor: fc.bigInt({ min: 0n, max: 8_000_000n }),
					holdsWholeInvoice: fc.boolean()
				})
				.map(({ length, ...claim }) => ({
					...claim,
					untilOn: length === null ? null : addDays(claim.fromOn, length)
				})),
			{ maxLength: 4 }
		)
	});
	const rateTables = fc.array(
		fc.record({ fromOn: dayAfter(400), basisPoints: fc.integer({ min: 0, max: 4_000 }) }),
		{ maxLength: 4 }
	);

	/** Written apart on purpose: one day after the other, with plain loops. */
	function byHand(invoice: LateInvoice, rates: readonly Rate[], until: LocalDate): bigint {
		let hundredths = 0n;
		for (let n = 1; n <= daysBetween(invoice.dueOn!, until); n++) {
			const today = addDays(invoice.dueOn!, n);
			let open = invoice.totalMinor;
			for (const s of invoice.settlements) if (s.on < today) open -= s.amountMinor;
			if (open < 0n) open = 0n;
			let disputed = 0n;
			for (const s of invoice.suspensions)
				if (s.fromOn <= today && (!s.untilOn || s.untilOn >= today))
					disputed += s.holdsWholeInvoice ? open : s.claimedMinor;
			let newest: Rate | undefined;
			for (const r of rates)
				if (r.fromOn <= today && (!newest || r.fromOn > newest.fromOn)) newest = r;
			if (disputed < open) hundredths += (open - disputed) * BigInt(newest?.basisPoints ?? 0);
		}
		const quotient = hundredths / 3_650_000n;
		return hundredths % 3_650_000n >= 1_825_000n ? quotient + 1n : quotient;
	}

	test('gives the same sum', () => {
		fc.assert(
			fc.property(invoices, rateTables, dayAfter(500), (invoice, rates, until) => {
				expect(interestOf(invoice, rates, until).minor).toBe(byHand(invoice, rates, until));
			})
		);
	});

	test('never shrinks with time, and its periods follow each other without overlap', () => {
		fc.assert(
			fc.property(invoices, rateTables, dayAfter(400), (invoice, rates, until) => {
				const now = interestOf(invoice, rates, until);
				expect(interestOf(invoice, rates, addDays(until, 1)).minor).toBeGreaterThanOrEqual(
					now.minor
				);
				for (const [n, { fromOn }] of now.periods.entries())
					if (n > 0) expect(fromOn > now.periods[n - 1]!.untilOn).toBe(true);
			})
		);
	});
});
