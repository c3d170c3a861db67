import { expect, test } from 'vitest';
import { check, type CheckerName } from '../checkers';
import type { Flaw } from './store';
import { liveYear } from './year';

/** Each broken rule of the store, and the checker that must see it. */
const SEEN_BY: Record<Flaw, CheckerName> = {
	no_second_look: 'nothing_suspended',
	sends_twice: 'once_accepted',
	resends_unknown: 'unknown_stays',
	forgets_contacts: 'days_between_contacts',
	ignores_hours: 'open_hours_only',
	no_response: 'sent_is_proven',
	never_gives_up: 'no_forgotten_claim',
	loses_reasons: 'every_day_explained',
	two_runs: 'one_run_a_day',
	adds_currencies: 'currencies_apart'
};

test.each(Object.entries(SEEN_BY) as [Flaw, CheckerName][])(
	'a store that %s is caught by %s',
	(flaw, checker) => {
		const caught = Array.from({ length: 100 }, (_, index) => index + 1).some((seed) =>
			check(liveYear(seed, flaw).journal).some((violation) => violation.checker === checker)
		);
		expect(caught).toBe(true);
	},
	120_000
);

test('the same seed lives the same year, and workers die at every point', () => {
	expect(liveYear(7)).toEqual(liveYear(7));
	const points = new Set(
		Array.from({ length: 20 }, (_, seed) => [...liveYear(seed + 1).deaths.keys()]).flat()
	);
	expect([...points].sort()).toEqual(
		[
			...['answered', 'before_claim', 'body_taken', 'claimed', 'customer_planned'],
			...['half_body', 'run_opened', 'settled', 'woken']
		].sort()
	);
});
