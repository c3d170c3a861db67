import { expect, test } from 'vitest';
import { isMissing, reportedState, type Reported } from './reported-payment';

const said: Reported = {
	...{ verdict: null, rests: true, hasRested: true },
	...{ isBooked: false, isOpen: true, isAsked: false }
};
const over: Reported = { ...said, rests: false, isAsked: true };

test.each<[string, Reported, ReturnType<typeof reportedState>, boolean]>([
	['said a moment ago', said, 'resting', false],
	['said again', { ...over, hasRested: false }, 'checking', false],
	['its pause is over', over, 'sought', true],
	['nobody found it', { ...over, verdict: 'not_found' }, 'not_found', true],
	['found, waiting for its booking', { ...said, verdict: 'found' }, 'found', false],
	['found and booked', { ...over, verdict: 'found', isBooked: true }, 'booked', false],
	['found, booked and taken back', { ...over, verdict: 'found' }, 'returned', true],
	['found, contested since', { ...over, verdict: 'found', isAsked: false }, 'found', false],
	['settled by a credit note meanwhile', { ...said, isOpen: false }, 'settled', false],
	['not found, and settled', { ...over, verdict: 'not_found', isOpen: false }, 'settled', false]
])('%s', (_, reported, state, missing) => {
	expect([reportedState(reported), isMissing(reported)]).toEqual([state, missing]);
});
