import { describe, expect, test } from 'vitest';
import { useStory } from '../../support/story';
import { check } from '../checkers';
import { failure, seedsOf } from '../report';
import { liveWeeks } from './weeks';

const seeds = seedsOf('real', { from: 1, count: 6 });

describe.runIf(seeds.length > 0)('four weeks of the server on a real database', () => {
	const story = useStory();
	test.each(seeds)(
		'seed %i',
		async (seed) => {
			const journal = await liveWeeks(seed, story.smtp);
			const [violation] = check(journal);
			expect(violation && failure('real', seed, violation)).toBeUndefined();
			// Who never writes to anybody breaks no rule.
			expect(journal.mails.length).toBeGreaterThan(0);
		},
		120_000
	);
});
