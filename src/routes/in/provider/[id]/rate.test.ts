import { expect, it } from 'vitest';
import { mayKnock } from './rate';

it('a door is knocked at six hundred times a minute, and each door counts for itself', () => {
	const answers = Array.from({ length: 601 }, () => mayKnock('one', 1000));
	expect(answers.filter(Boolean)).toHaveLength(600);
	expect(mayKnock('two', 1000)).toBe(true);
	expect(mayKnock('one', 61_000)).toBe(true);
});
