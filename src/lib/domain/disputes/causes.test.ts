import { expect, test } from 'vitest';
import { causeRefusal } from './causes';
import { canMove, DISPUTE_STATUSES } from './lifecycle';

const NOTHING = { action: '', isDone: false };

test('what is done says what was done', () => {
	expect(causeRefusal('resolved', { action: '', isDone: true })).toBe('cause_action_required');
	expect(causeRefusal('resolved', { action: 'Tarif relu', isDone: true })).toBeNull();
	expect(causeRefusal('decided', NOTHING)).toBeNull();
});

test('nobody names the cause of what is still to be decided', () => {
	for (const status of DISPUTE_STATUSES)
		expect(causeRefusal(status, NOTHING)).toBe(canMove(status, 'decided') ? 'cause_not_now' : null);
});
