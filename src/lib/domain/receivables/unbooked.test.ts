import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, localDate } from '$lib/domain/calendar';
import { followed, standing, unbooked, type SaidItem } from './unbooked';

const day = (on: number) => new Date(Date.UTC(2026, 2, on));
/** Each said on a day of its own is another payment. */
const paidOn = (on: number) => addDays(localDate('2026-03-01'), on);
const said = (claimId: string, amountMinor: bigint | null, on = 1): SaidItem => ({
	...{ claimId, amountMinor, invoiceId: 'one', paidOn: paidOn(on), at: day(on), verdict: null }
});
const booked = (amountMinor: bigint, on = 5, invoiceId = 'one') => ({
	...{ invoiceId, amountMinor, at: day(on) }
});
const ids = (items: readonly SaidItem[]) => items.map(({ claimId }) => claimId);

test('what arrived since is looked for no longer, in one payment or in two', () => {
	expect(unbooked([said('a', 500n)], [booked(500n)])).toEqual([]);
	expect(unbooked([said('a', 500n)], [booked(200n), booked(300n, 6)])).toEqual([]);
	expect(unbooked([said('a', null)], [booked(120n)])).toEqual([]);
});

test('what arrived before, in part or for another invoice is none of it', () => {
	expect(ids(unbooked([said('a', 500n, 6)], [booked(500n, 5)]))).toEqual(['a']);
	expect(ids(unbooked([said('a', 500n)], [booked(499n)]))).toEqual(['a']);
	expect(ids(unbooked([said('a', 500n)], [booked(500n, 5, 'two')]))).toEqual(['a']);
	expect(ids(unbooked([said('a', null)], []))).toEqual(['a']);
});

test('one payment covers what was said first, and nothing twice', () => {
	expect(ids(unbooked([said('b', 500n, 2), said('a', 500n, 1)], [booked(500n)]))).toEqual(['b']);
});

test('what was found at the bank is booked before what is only said', () => {
	const found = { ...said('found', 500n, 3), verdict: 'found' as const };
	expect(ids(unbooked([said('said', 500n, 1), found], [booked(500n)]))).toEqual(['said']);
	expect(ids(unbooked([said('said', 500n, 1), found], []))).toEqual(['found', 'said']);
});

test('what nobody found at the bank is booked after what somebody still looks for', () => {
	const notFound = { ...said('notFound', 500n, 1), verdict: 'not_found' as const };
	expect(ids(unbooked([notFound, said('said', 500n, 5)], [booked(500n, 7)]))).toEqual(['notFound']);
	expect(ids(unbooked([notFound], [booked(500n, 7)]))).toEqual([]);
});

test('a payment that was taken back covers nothing; another one does', () => {
	expect(ids(unbooked([said('a', 500n)], [booked(500n), booked(-500n, 9)]))).toEqual(['a']);
	const again = [booked(500n), booked(-500n, 9), booked(500n, 10)];
	expect(ids(unbooked([said('a', 500n)], again))).toEqual([]);
	expect(ids(unbooked([said('a', 500n)], [booked(500n), booked(-500n, 9, 'two')]))).toEqual([]);
	expect(standing([booked(300n), booked(400n, 6), booked(-500n, 9)])).toEqual([booked(200n)]);
});

test('the same payment said twice is one, whichever is looked at', () => {
	const again = { ...said('again', 500n, 2), paidOn: paidOn(1) };
	expect(ids(unbooked([said('a', 500n), again], [booked(500n)]))).toEqual([]);
	expect(ids(unbooked([said('a', 500n), again], []))).toEqual(['a', 'again']);
});

test('said again, it was paid as long ago as it was said first, whichever of the two was answered', () => {
	const again = { ...said('again', 500n, 3), paidOn: paidOn(1) };
	const found = { ...again, verdict: 'found' as const };
	expect(ids(unbooked([said('a', 500n), found], [booked(500n, 2)]))).toEqual([]);
	// Not found at first, somebody looks again.
	const notFound = { ...said('a', 500n), verdict: 'not_found' as const };
	expect(ids(unbooked([notFound, again, said('b', 500n, 2)], [booked(500n, 7)]))).toEqual(['b']);
});

test('the books take back what they booked before what a colleague saw', () => {
	const imported = { ...booked(300n, 1), isImported: true };
	const back = { ...booked(-300n, 9), isImported: true };
	expect(standing([imported, booked(500n, 5), back])).toEqual([booked(500n, 5)]);
});

test('of what was said it is known what is booked, what is missing, and what was taken back', () => {
	const fates = (...all: Parameters<typeof followed<SaidItem>>) =>
		followed(...all).map(({ bookedMinor, missingMinor, isTakenBack }) => [
			...[bookedMinor, missingMinor, isTakenBack]
		]);
	const a = said('a', 500n);
	expect(fates([a], [booked(480n)])).toEqual([[480n, 20n, false]]);
	expect(fates([a], [])).toEqual([[0n, 500n, false]]);
	expect(fates([a], [booked(500n), booked(-500n, 9)])).toEqual([[0n, 500n, true]]);
	expect(fates([a], [booked(480n), booked(-480n, 9)])).toEqual([[0n, 500n, true]]);
	expect(fates([a], [booked(500n, 0), booked(-500n, 9)])).toEqual([[0n, 500n, false]]);
	expect(fates([a], [booked(500n), booked(-500n, 9), booked(500n, 10)])).toEqual([
		[500n, 0n, false]
	]);
	expect(fates([said('whole', null)], [])).toEqual([[0n, null, false]]);
	expect(fates([said('whole', null)], [booked(70n)])).toEqual([[70n, 0n, false]]);
});

test('taken back is what was booked for it, not what was booked for another', () => {
	const [a, b] = [said('a', 500n), said('b', 500n, 2)];
	const back = (...all: ReturnType<typeof booked>[]) =>
		followed([a, b], all).flatMap(({ items, isTakenBack }) => (isTakenBack ? ids(items) : []));
	expect(back(booked(500n), booked(500n, 6), booked(-500n, 9))).toEqual(['b']);
	expect(back(booked(500n), booked(-500n, 6), booked(500n, 9))).toEqual([]);
	expect(back(booked(500n), booked(-500n, 6))).toEqual(['a']);
});

test('what stands is what is left of all that was booked and taken back', () => {
	const amount = fc.bigInt({ min: -9n, max: 9n });
	const sum = (all: readonly { amountMinor: bigint }[]) =>
		all.reduce((total, { amountMinor }) => total + amountMinor, 0n);
	fc.assert(
		fc.property(fc.array(amount, { maxLength: 8 }), (amounts) => {
			const all = amounts.map((minor, place) => booked(minor, place));
			const left = standing(all);
			expect(left.every(({ amountMinor }) => amountMinor > 0n)).toBe(true);
			// What is taken back before anything was booked takes back nothing.
			const balance = amounts.reduce(
				(total, minor) => (total + minor < 0n ? 0n : total + minor),
				0n
			);
			expect(sum(left)).toBe(balance);
		})
	);
});

test('more payments never leave more to look for', () => {
	const amount = fc.bigInt({ min: 1n, max: 9n });
	const items = fc.array(fc.tuple(amount, fc.integer({ min: 1, max: 9 })), { maxLength: 4 });
	fc.assert(
		fc.property(items, items, amount, (claims, payments, more) => {
			const all = claims.map(([minor, on], place) => said(`${place}`, minor, on));
			const known = payments.map(([minor, on]) => booked(minor, on));
			const before = unbooked(all, known).length;
			expect(unbooked(all, [...known, booked(more, 20)]).length).toBeLessThanOrEqual(before);
		})
	);
});
