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
			const [violation] = check(await liveWeeks(seed, story.smtp));
			expect(violation && failure('real', seed, violation)).toBeUndefined();
		},
		120_000
	);
});
