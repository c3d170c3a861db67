import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, localDate } from '$lib/domain/calendar';
import { promisedDayOf, promisedIn, type DeadlineStep } from './deadlines';
import { DISPUTE_STATUSES } from './lifecycle';
import { dayAfterOffer, dayAhead, goneOn, isNews, lapseIn, offerOver } from './offer-over';
import { PROPOSAL_STATES } from './proposal';
import { trackerOf } from './tracker';

const at = (day: string) => new Date(`${day}T09:00:00Z`);
const offered = {
	state: 'expired',
	status: 'waiting_customer',
	proposedAt: at('2026-03-04'),
	waitingSince: at('2026-03-04'),
	questionAt: at('2026-03-02')
} as const;

describe('what became of an offer nobody answered', () => {
	it('is nothing while somebody may answer, and once somebody has', () => {
		for (const state of PROPOSAL_STATES)
			expect(offerOver({ ...offered, state }) === null).toBe(
				!['expired', 'outdated'].includes(state)
			);
	});

	it('takes the case on when the customer was waited for because of it', () => {
		expect(offerOver(offered)).toEqual({ as: 'expired', movesOn: true });
		// Asked before, and offered something instead: the offer is what he was to answer.
		expect(offerOver({ ...offered, waitingSince: at('2026-03-03') })!.movesOn).toBe(true);
	});

	it('leaves a case alone that waits for a question put to him since, or goes on anyway', () => {
		expect(offerOver({ ...offered, waitingSince: at('2026-03-05') })!.movesOn).toBe(false);
		// Asked while he was waited for because of the offer.
		expect(offerOver({ ...offered, questionAt: at('2026-03-06') })!.movesOn).toBe(false);
		for (const status of DISPUTE_STATUSES.filter((one) => one !== 'waiting_customer'))
			expect(offerOver({ ...offered, status })!.movesOn).toBe(false);
	});

	it('is no news of a case that goes on anyway, once a week has gone by', () => {
		const validUntil = localDate('2026-03-13');
		const told = (movesOn: boolean, today: string) =>
			isNews({ as: 'expired', movesOn }, { validUntil, today: localDate(today) });
		expect([told(false, '2026-03-20'), told(false, '2026-03-21')]).toEqual([true, false]);
		expect(told(true, '2027-03-21')).toBe(true);
	});
});

const calendar = { weekdays: [1, 2, 3, 4, 5], closed: new Set<string>() };
const step = (
	fromStatus: DeadlineStep['fromStatus'],
	toStatus: DeadlineStep['toStatus'],
	on: string
) => ({ fromStatus, toStatus, on: localDate(on), at: at(on), byKind: 'staff' as const });
/** Opened on Tuesday the 3rd, to be answered by the 10th; offered that day, until Friday the 13th; today is Monday. */
const waiting = {
	status: 'waiting_customer' as const,
	openedOn: localDate('2026-03-03'),
	answerDueOn: localDate('2026-03-10'),
	commitments: [],
	transitions: [
		step(null, 'submitted', '2026-03-03'),
		step('submitted', 'waiting_customer', '2026-03-10')
	],
	today: localDate('2026-03-16'),
	calendar
};

describe('the day after an offer', () => {
	it('is counted again from the day on which it was over', () => {
		expect(promisedDayOf(waiting)).toBe('2026-03-16');
		expect(dayAfterOffer(waiting, 5)).toBe('2026-03-23');
		const gone = goneOn(waiting, 5, at('2026-03-16'));
		expect(promisedIn(gone)).toEqual([{ on: '2026-03-23', what: '' }]);
		expect(dayAhead(gone)).toBe('2026-03-23');
		expect(dayAhead({ ...gone, today: localDate('2026-03-24') })).toBeNull();
		expect(dayAhead(waiting)).toBeNull();
	});

	it('is never before a day that was given already', () => {
		const given = { ...waiting, answerDueOn: localDate('2026-03-31') };
		expect(dayAfterOffer(given, 5)).toBe('2026-04-06');
	});

	it('is what the customer follows: we are on it again, and no day of before is missed', () => {
		const gone = goneOn(waiting, 5, at('2026-03-16'));
		const tracker = (today: string) =>
			trackerOf({
				...gone,
				today: localDate(today),
				team: 'sales',
				assignment: null,
				resolution: null
			});
		expect(tracker('2026-03-18')).toMatchObject({
			yourReplyNeeded: false,
			suspended: null,
			missed: null,
			next: { on: '2026-03-23' }
		});
		expect(tracker('2026-03-24').missed).toEqual({ on: '2026-03-23', newOn: null });
	});
});

it('promises a day to come, whatever was waited for', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 0, max: 300 }),
			fc.integer({ min: 0, max: 30 }),
			(after, days) => {
				const facts = { ...waiting, today: addDays(localDate('2026-03-10'), after) };
				const gone = goneOn(facts, days, at('2026-03-16'));
				expect(dayAhead(gone)).toBe(dayAfterOffer(facts, days));
				expect(dayAfterOffer(facts, days) >= facts.today).toBe(true);
			}
		)
	);
});

it('names each end of an offer, and nothing else', () => {
	expect(PROPOSAL_STATES.filter((state) => lapseIn(state))).toEqual(['outdated', 'expired']);
});
