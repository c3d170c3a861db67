import { describe, expect, test } from 'vitest';
import { check } from '../checkers';
import { failure, seedsOf } from '../report';
import { liveYear } from './year';

const USUAL = { from: 1, count: 200 };
/** One test each: the report of a failure names its seeds, and progress shows. */
const AT_ONCE = 25;

const seeds = seedsOf('fast', USUAL);

describe.runIf(seeds.length > 0)('a year of the engine on a store in memory', () => {
	for (let from = 0; from < seeds.length; from += AT_ONCE) {
		const some = seeds.slice(from, from + AT_ONCE);
		test(`seeds ${some[0]} to ${some.at(-1)}`, () => {
			const lives = some.map((seed) => ({ seed, journal: liveYear(seed).journal }));
			const failures = lives.flatMap(({ seed, journal }) =>
				check(journal)
					.slice(0, 1)
					.map((violation) => failure('fast', seed, violation))
			);
			expect(failures.join('\n')).toBe('');
			// Who never writes to anybody breaks no rule; one customer in dispute all year is not written to.
			const mails = lives.reduce((sum, { journal }) => sum + journal.mails.length, 0);
			expect(mails).toBeGreaterThan(3 * some.length);
		}, 120_000);
	}
});
