import { expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { money } from '$lib/domain/money';
import { leftWords } from './left-words';

const TODAY = localDate('2026-11-27');
const left = (dueOn: string, promisedMinor = 0n, minor = 67_180n) =>
	leftWords(
		{
			stillDue: money(minor, 'EUR'),
			promised: money(promisedMinor, 'EUR'),
			dueOn: localDate(dueOn)
		},
		TODAY,
		'en'
	);

test('what is not due yet has its day, and is not said to be due still', () => {
	expect(left('2026-12-06')).toBe('Still to pay: €671.80, by Sunday 6 December.');
	expect(left('2026-11-23')).toBe('Still to pay: €671.80, due since Monday 23 November.');
});

test('what is promised stands beside the rest: neither in it nor dropped', () => {
	expect(left('2026-11-23', 50_000n)).toBe(
		'Still to pay: €671.80, due since Monday 23 November. Promised: €500.00.'
	);
	expect(left('2026-11-23', 50_000n, 0n)).toBe('Promised: €500.00.');
	expect(left('2026-11-23', 0n, 0n)).toBe('');
});
