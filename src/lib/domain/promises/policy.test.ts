import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, localDate } from '$lib/domain/calendar';
import { BEYOND_REASONS, beyondPolicy, keptPercent, type ProposedPromise } from './policy';

const policy = { maximumDays: 30, maximumOpen: 3 };
const madeOn = localDate('2026-03-03');
const proposed = (fields: Partial<ProposedPromise> = {}): ProposedPromise => ({
	madeOn,
	dueOn: localDate('2026-03-13'),
	items: [{ amountMinor: 100n, freeMinor: 100n }],
	openPromises: 0,
	brokenPromises: 0,
	wasTakenBack: false,
	...fields
});

describe('a promise beyond the policy', () => {
	test('is none when it is near, alone, honest and about what is free', () => {
		expect(beyondPolicy(proposed(), policy)).toEqual([]);
		expect(beyondPolicy(proposed({ dueOn: addDays(madeOn, 30) }), policy)).toEqual([]);
		expect(beyondPolicy(proposed({ openPromises: 2 }), policy)).toEqual([]);
	});

	test.each([
		['too_far', { dueOn: addDays(madeOn, 31) }],
		['too_many_open', { openPromises: 3 }],
		['earlier_broken', { brokenPromises: 1 }],
		['taken_back', { wasTakenBack: true }],
		['more_than_open', { items: [{ amountMinor: 101n, freeMinor: 100n }] }]
	] as const)('%s', (reason, fields) => {
		expect(beyondPolicy(proposed(fields), policy)).toEqual([reason]);
	});
});

test('the kept rate counts what is over only', () => {
	expect(keptPercent(['open', 'refused', 'withdrawn', 'to_decide'])).toBeNull();
	expect(keptPercent(['kept', 'kept', 'kept_late', 'broken', 'open'])).toBe(50);
});

test('a stricter policy never lets more through', () => {
	const some = fc.record({
		dueOn: fc.integer({ min: 0, max: 90 }).map((days) => addDays(madeOn, days)),
		openPromises: fc.nat(6),
		brokenPromises: fc.nat(2),
		wasTakenBack: fc.boolean(),
		items: fc.array(
			fc.record({ amountMinor: fc.bigInt(1n, 200n), freeMinor: fc.bigInt(0n, 200n) }),
			{ minLength: 1, maxLength: 3 }
		)
	});
	fc.assert(
		fc.property(some, fc.nat(60), fc.nat(5), (fields, maximumDays, maximumOpen) => {
			const loose = beyondPolicy(proposed(fields), {
				maximumDays: maximumDays + 1,
				maximumOpen: maximumOpen + 1
			});
			const strict = beyondPolicy(proposed(fields), { maximumDays, maximumOpen });
			expect(strict).toEqual(expect.arrayContaining(loose));
			expect(BEYOND_REASONS.filter((reason) => strict.includes(reason))).toEqual(strict);
		})
	);
});
