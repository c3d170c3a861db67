import { expect, test } from 'vitest';
import { money } from '$lib/domain/money';
import { requestWords } from './request-words';

const all = money(94_800n, 'EUR');
const decision = {
	kind: 'decision',
	verdict: 'valid',
	outcome: 'credit_full',
	asked: all
} as const;

test('what is to be given is called as its last signature will decide it', () => {
	expect(requestWords({ ...decision, amount: all })).toBe('Fondé – Avoir total');
	const reduced = { ...decision, amount: money(80_000n, 'EUR') };
	expect(requestWords(reduced)).toBe('Fondé en partie – Avoir partiel');
});

test('an offer is an offer, reduced or not', () => {
	const offer = { kind: 'offer', verdict: null, outcome: null, asked: all } as const;
	expect(requestWords({ ...offer, amount: money(80_000n, 'EUR') })).toBe(
		requestWords({ ...offer, amount: all })
	);
});
