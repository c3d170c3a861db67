import { expect, it } from 'vitest';
import { guessesTooMuch, MOST_MISSES } from './guesses';

const guess = (address: string, count: number, at: number) =>
	Array.from({ length: count }, (_, n) => guessesTooMuch(address, `token-${at}-${n}`, at));

it('stops an address after twenty different links that open nothing', () => {
	const answers = guess('192.0.2.1', MOST_MISSES + 5, 0);
	expect(answers.indexOf(true)).toBe(MOST_MISSES);
	expect(answers.slice(MOST_MISSES).every(Boolean)).toBe(true);
});

it('lets it try again a minute later', () => {
	guess('192.0.2.2', MOST_MISSES + 1, 0);
	expect(guessesTooMuch('192.0.2.2', 'another', 59_999)).toBe(true);
	expect(guessesTooMuch('192.0.2.2', 'another', 60_000)).toBe(false);
});

it('takes the same old link for no guess', () => {
	for (let n = 0; n < 100; n++) expect(guessesTooMuch('192.0.2.3', 'bookmark', 0)).toBe(false);
});

it('counts each address for itself', () => {
	guess('192.0.2.4', MOST_MISSES + 1, 0);
	expect(guessesTooMuch('192.0.2.5', 'mine', 0)).toBe(false);
});
