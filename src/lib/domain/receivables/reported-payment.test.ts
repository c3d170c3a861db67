import { expect, test } from 'vitest';
import { isMissing, reportedState, type Reported } from './reported-payment';

const said: Reported = {
	...{ verdict: null, rests: true, hasRested: true },
	...{ isBooked: false, isOpen: true, isAsked: false, bookedMinor: 0n, isTakenBack: false }
};
const back = { verdict: 'found', isTakenBack: true } as const;
const over: Reported = { ...said, rests: false, isAsked: true };

test.each<[string, Reported, ReturnType<typeof reportedState>, boolean]>([
	['said a moment ago', said, 'resting', false],
	['said again', { ...over, hasRested: false }, 'checking', false],
	['its pause is over', over, 'sought', true],
	['nobody found it', { ...over, verdict: 'not_found' }, 'not_found', true],
	['found, waiting for its booking', { ...said, verdict: 'found' }, 'found', false],
	['found and booked', { ...over, verdict: 'found', isBooked: true }, 'booked', false],
	['found and not booked', { ...over, verdict: 'found' }, 'unbooked', true],
	['found, booked in part', { ...over, verdict: 'found', bookedMinor: 480n }, 'part_booked', true],
	['found, booked and taken back', { ...over, ...back }, 'returned', true],
	['found, and taken back in part', { ...over, ...back, bookedMinor: 480n }, 'part_booked', true],
	['taken back and contested since', { ...over, ...back, isAsked: false }, 'found', false],
	['found, contested since', { ...over, verdict: 'found', isAsked: false }, 'found', false],
	['settled by a credit note meanwhile', { ...said, isOpen: false }, 'settled', false],
	['not found, and settled', { ...over, verdict: 'not_found', isOpen: false }, 'settled', false]
])('%s', (_, reported, state, missing) => {
	expect([reportedState(reported), isMissing(reported)]).toEqual([state, missing]);
});
