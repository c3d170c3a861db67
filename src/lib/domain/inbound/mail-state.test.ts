import { expect, test } from 'vitest';
import { FATES } from './fate';
import { MAIL_STATES, mailStateOf } from './mail-state';

test('each mail is in one state, and each state has some', () => {
	const deeds = [null, 'attached', 'disputed', 'done'] as const;
	const states = FATES.flatMap((kind) => deeds.map((deed) => mailStateOf({ kind, deed })));
	expect(new Set(states)).toEqual(new Set(MAIL_STATES));
});

test('what a person made of it says more than what it looked like', () => {
	expect(mailStateOf({ kind: 'machine', deed: null })).toBe('machine');
	expect(mailStateOf({ kind: 'machine', deed: 'attached' })).toBe('case');
	expect(mailStateOf({ kind: 'dead', deed: null })).toBe('waiting');
	expect(mailStateOf({ kind: 'dead', deed: 'done' })).toBe('done');
});
