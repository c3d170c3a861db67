import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { DISPUTE_STATUSES } from './lifecycle';
import { decisionAgreed, proposalState } from './proposal';
import { acceptedMinorFor, outcomeAllowed } from './resolution';

const facts = {
	validUntil: localDate('2026-03-10'),
	isWithdrawn: false,
	isOutdated: false,
	isOfEarlierRound: false,
	lapsedAs: null,
	verdict: null,
	status: 'waiting_customer',
	today: localDate('2026-03-10')
} as const;

describe('where an offer stands', () => {
	it('is open up to and including its last day', () => {
		expect(proposalState(facts)).toBe('open');
		expect(proposalState({ ...facts, today: localDate('2026-03-11') })).toBe('expired');
	});

	it('is answered once and for all, whatever happens afterwards', () => {
		for (const status of DISPUTE_STATUSES)
			expect(proposalState({ ...facts, status, isWithdrawn: true, verdict: 'accepted' })).toBe(
				'accepted'
			);
	});

	it('cannot be agreed to once what it divides has changed, and says the rest before that', () => {
		const changed = { ...facts, isOutdated: true };
		expect(proposalState(changed)).toBe('outdated');
		expect(proposalState({ ...changed, today: localDate('2026-03-11') })).toBe('expired');
		expect(proposalState({ ...changed, verdict: 'refused' })).toBe('refused');
	});

	it('stays what everybody was told it is, also when the money goes away again or the day passes', () => {
		const told = { ...facts, lapsedAs: 'outdated' } as const;
		expect(proposalState(told)).toBe('outdated');
		expect(proposalState({ ...told, today: localDate('2026-03-11') })).toBe('outdated');
		expect(proposalState({ ...told, status: 'decided' })).toBe('over');
		expect(proposalState({ ...told, verdict: 'refused' })).toBe('refused');
	});

	it('of a case that was ended and opened again is not answered any more', () => {
		const earlier = { ...facts, isOfEarlierRound: true };
		expect(proposalState(earlier)).toBe('over');
		expect(proposalState({ ...earlier, today: localDate('2026-03-11') })).toBe('over');
	});

	it('ends with the decision of the case, and when it is withdrawn', () => {
		expect(proposalState({ ...facts, status: 'decided' })).toBe('over');
		expect(proposalState({ ...facts, status: 'withdrawn' })).toBe('over');
		expect(proposalState({ ...facts, isWithdrawn: true })).toBe('withdrawn');
	});
});

describe('what an accepted offer decides', () => {
	it('is always a decision staff could have taken, of exactly what was offered', () => {
		fc.assert(
			fc.property(fc.bigInt(1n, 10n ** 9n), fc.bigInt(1n, 10n ** 9n), (claimedMinor, offered) => {
				const amountMinor = offered > claimedMinor ? claimedMinor : offered;
				const agreed = decisionAgreed('credit', { claimedMinor, amountMinor });
				expect(agreed.acceptedMinor).toBe(amountMinor);
				expect(outcomeAllowed(agreed.verdict, agreed.outcome)).toBe(true);
				expect(acceptedMinorFor(agreed.verdict, claimedMinor, amountMinor, agreed.outcome)).toEqual(
					{ ok: true, acceptedMinor: amountMinor }
				);
			})
		);
	});

	it('credits nothing when the sum is owed and paid in parts', () => {
		const agreed = decisionAgreed('instalments', { claimedMinor: 500n, amountMinor: 500n });
		expect(agreed).toEqual({ verdict: 'invalid', outcome: 'no_action', acceptedMinor: 0n });
		expect(outcomeAllowed(agreed.verdict, agreed.outcome)).toBe(true);
	});

	it('credits nothing when the goods are sent again', () => {
		const agreed = decisionAgreed('replacement', { claimedMinor: 500n, amountMinor: null });
		expect(agreed).toEqual({ verdict: 'valid', outcome: 'replacement', acceptedMinor: 0n });
		expect(outcomeAllowed(agreed.verdict, agreed.outcome)).toBe(true);
	});
});
