import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, localDate } from '$lib/domain/calendar';
import { isSetAfterCall, isTakenBackOn, quietEnds, type CaseEnd } from './quiet-claims';

const DAY = localDate('2026-03-03');
const end = (disputeId: string, after: number, fields: Partial<CaseEnd> = {}): CaseEnd => ({
	itemId: `item-${disputeId}`,
	disputeId,
	invoiceId: 'invoice',
	claimedMinor: 1n,
	on: addDays(DAY, after),
	isOwnWithdrawal: false,
	isTakenBack: false,
	goesOn: false,
	...fields
});
const withdrawal = (disputeId: string, after: number, fields: Partial<CaseEnd> = {}) =>
	end(disputeId, after, { isOwnWithdrawal: true, ...fields });
const cases = (ends: CaseEnd[]) => quietEnds(ends).map(({ disputeId }) => disputeId);

describe('the quiet days after a case', () => {
	it('follow every answer of ours, and the first withdrawal of a customer', () => {
		expect(cases([end('a', 0), end('b', 9)])).toEqual(['a', 'b']);
		expect(cases([withdrawal('a', 0), withdrawal('b', 7)])).toEqual(['a']);
		expect(cases([withdrawal('a', 0), end('b', 7)])).toEqual(['a', 'b']);
	});

	it('do not follow a mistake of ours that was taken back on its own day', () => {
		expect(cases([end('a', 0, { isTakenBack: true }), end('b', 0)])).toEqual(['b']);
		const ours = { isOurs: true, openedOn: DAY };
		expect(isTakenBackOn(ours, 'not_a_dispute', DAY)).toBe(true);
		expect(isTakenBackOn(ours, 'not_a_dispute', addDays(DAY, 1))).toBe(false);
		expect(isTakenBackOn(ours, 'withdrawn', DAY)).toBe(false);
		expect(isTakenBackOn({ ...ours, isOurs: false }, 'not_a_dispute', DAY)).toBe(false);
	});

	// 23:30 in Kathmandu.
	const SET = { openedAt: new Date('2026-03-03T17:45:00Z'), openedOn: DAY };
	it.each([
		['nobody called', [], false],
		['called before it was set', ['2026-03-03T08:00:00Z'], true],
		['noted with it', ['2026-03-03T17:45:00Z'], true],
		['called about the mistake', ['2026-03-03T17:46:00Z'], false],
		['called the evening before, the same day elsewhere', ['2026-03-02T18:14:00Z'], false],
		['called after midnight', ['2026-03-02T18:15:00Z'], true],
		['called on both days', ['2026-03-02T09:00:00Z', '2026-03-03T09:00:00Z'], true]
	])('of what a colleague set follow where its customer had said it: %s', (_, calls, expected) => {
		const calledAt = calls.map((at) => new Date(at));
		expect(isSetAfterCall(SET, calledAt, 'Asia/Kathmandu')).toBe(expected);
	});

	it('are of each invoice', () => {
		expect(cases([withdrawal('a', 0), withdrawal('b', 7, { invoiceId: 'second' })])).toEqual([
			'a',
			'b'
		]);
	});

	it('end when the case is opened again, and do not come back by withdrawing it again', () => {
		expect(cases([withdrawal('a', 0, { goesOn: true })])).toEqual([]);
		expect(cases([withdrawal('a', 0), withdrawal('a', 7)])).toEqual([]);
	});

	it('no call of another day or after it was set makes a mistake of ours the words of a customer', () => {
		const minute = 60_000;
		const calls = fc.array(fc.integer({ min: -3 * 1440, max: 3 * 1440 }), { maxLength: 5 });
		fc.assert(
			fc.property(calls, (all) => {
				const calledAt = all.map((after) => new Date(SET.openedAt.getTime() + after * minute));
				// The day began 23 hours and a half before.
				const isCalled = all.some((after) => after <= 0 && after >= -23.5 * 60);
				expect(isSetAfterCall(SET, calledAt, 'Asia/Kathmandu')).toBe(isCalled);
			})
		);
	});

	it('a customer can give himself once for an invoice, whatever he contests and withdraws', () => {
		const own = fc.array(
			fc.record({ disputeId: fc.constantFrom('a', 'b', 'c', 'd'), after: fc.nat(60) }),
			{ maxLength: 12 }
		);
		fc.assert(
			fc.property(own, (all) => {
				const ends = [...all]
					.sort((a, b) => a.after - b.after)
					.map(({ disputeId, after }) => withdrawal(disputeId, after));
				expect(quietEnds(ends).length <= 1).toBe(true);
				for (const { on } of quietEnds(ends)) expect(on).toBe(ends[0]!.on);
			})
		);
	});
});
