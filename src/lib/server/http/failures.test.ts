import { expect, it } from 'vitest';
import { countFailure, failsTooOften, MOST_FAILURES } from './failures';

const fail = (address: string, at: number) => {
	for (let time = 0; time < MOST_FAILURES; time++) countFailure(address, at);
};

it('one address that fails is not listened to for a minute; others are', () => {
	fail('192.0.2.1', 0);
	expect(failsTooOften('192.0.2.1', 1_000)).toBe(true);
	expect(failsTooOften('192.0.2.2', 1_000)).toBe(false);
	expect(failsTooOften('192.0.2.1', 60_000)).toBe(false);
});

it('a failure now and then shuts nobody out', () => {
	for (let minute = 0; minute < 100; minute++) countFailure('192.0.2.3', minute * 61_000);
	expect(failsTooOften('192.0.2.3', 99 * 61_000)).toBe(false);
});
