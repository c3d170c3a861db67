import { expect, test } from 'vitest';
import { answerOfRound } from './answer-of-round';
import type { DisputeStatus } from './lifecycle';

const at = (hour: number) => new Date(Date.UTC(2026, 2, 2, hour));
const step = (hour: number, toStatus: DisputeStatus) => ({ toStatus, at: at(hour) });
const answers = [{ at: at(2) }, { at: at(4) }];

test('the last answer is the one a decision begins from', () => {
	expect(answerOfRound([], [step(1, 'assigned')])).toBeNull();
	expect(answerOfRound(answers, [step(1, 'assigned'), step(3, 'in_progress')])).toEqual({
		at: at(4)
	});
});

test('one from before a decision says nothing once the case is opened again', () => {
	const reopened = [step(5, 'decided'), step(6, 'resolved'), step(7, 'in_progress')];
	expect(answerOfRound(answers, reopened)).toBeNull();
	expect(answerOfRound([...answers, { at: at(8) }], reopened)).toEqual({ at: at(8) });
});
