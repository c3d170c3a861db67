import { expect, it } from 'vitest';
import { viewToken } from '$lib/domain/view-token';
import { baseOf, copyOf, isForCustomers, isKept, isOfAMoment, tokenIn } from './addresses';

const TOKEN = 'A'.repeat(43);
const at = (path: string) => new URL(`/p/${TOKEN}${path}`, 'https://x.example');

it.each([
	['', true],
	['/disputes/new?invoice=a&invoice=b', true],
	['/invoices/1', true],
	['/invoices/1/pdf', false],
	['/statement.xlsx', false],
	['/attachments/1', false],
	['/icon', false],
	['/manifest.webmanifest', false]
])('%s is kept: %s', (path, kept) => expect(isKept(at(path))).toBe(kept));

it.each([
	['', false],
	['/disputes/new?invoice=a&invoice=b', false],
	['?q=zzz&page=3', true],
	['/message?sent=question', true],
	['/promise?made=1', true],
	['/pay?claimed=1', true],
	['/disputes/new?invoice=1&answered', true],
	['/message?refill=k', true]
])('%s says a thing of a moment: %s', (path, moment) => expect(isOfAMoment(at(path))).toBe(moment));

it('a copy is kept under the page and its invoices, and found again whatever else was in the address', () => {
	expect(copyOf(at('/pay?claimed=1&invoice=a&invoice=b'))).toBe(
		`/p/${TOKEN}/pay?invoice=a&invoice=b`
	);
	expect(copyOf(at('/message?sent'))).toBe(`/p/${TOKEN}/message`);
});

it('the link is in the address', () => {
	expect(tokenIn(at('/pay'))).toBe(TOKEN);
	expect(tokenIn(new URL('https://x.example/p/renew'))).toBeNull();
	// A colleague who looks on as a customer: nothing of it is kept.
	expect(tokenIn(new URL(`https://x.example/p/${viewToken(crypto.randomUUID())}`))).toBeNull();
	expect(baseOf(`/p/${TOKEN}/disputes/new`)).toBe(`/p/${TOKEN}`);
});

it.each([
	[`/p/${TOKEN}/disputes/new`, true],
	// A module that a script begins is asked for by that script.
	['/wake.js', true],
	['/offline', true],
	['/payments', false],
	['/login', false]
])('what %s asks for is a customer’s: %s', (path, isTheirs) =>
	expect(
		isForCustomers({ referrer: `https://x.example${path}`, destination: 'script' } as Request)
	).toBe(isTheirs)
);
