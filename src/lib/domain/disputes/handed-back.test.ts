import { expect, test } from 'vitest';
import { handedBack } from './handed-back';
import type { AnswerVerdict } from './schema';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 30, 9, minute));
const said = (minute: number, verdict: AnswerVerdict) => ({
	...{ assignmentId: 'one', signedName: 'Karim', verdict, at: at(minute) }
});
const ended = { endedAt: at(1) };

test('whoever says it is not for him and names nobody hands it back', () => {
	expect(handedBack([ended], [said(1, 'not_for_me')], [])?.signedName).toBe('Karim');
	expect(handedBack([ended, { endedAt: null }], [said(1, 'not_for_me')], [])).toBeNull();
	expect(handedBack([ended], [said(1, 'customer_right')], [])).toBeNull();
	expect(handedBack([ended], [], [])).toBeNull();
});

test('what was handed back before a decision has served', () => {
	const decided = [{ toStatus: 'decided' as const, at: at(2) }];
	expect(handedBack([ended], [said(1, 'not_for_me')], decided)).toBeNull();
});
