import { expect, test } from 'vitest';
import { handedBack, isToAssign } from './handed-back';
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

test('somebody is to be asked where nobody is: of a new case, one handed back, one opened again, one whoever was asked left', () => {
	const standing = {
		...{ status: 'in_progress' as const, asked: null, hasLeft: false, back: null },
		steps: []
	};
	const again = [{ fromStatus: 'resolved' as const, toStatus: 'in_progress' as const }];
	expect(isToAssign(standing)).toBe(false);
	expect(isToAssign({ ...standing, status: 'submitted' })).toBe(true);
	expect(isToAssign({ ...standing, status: 'assigned' })).toBe(true);
	expect(isToAssign({ ...standing, back: {} })).toBe(true);
	expect(isToAssign({ ...standing, steps: again })).toBe(true);
	expect(isToAssign({ ...standing, asked: {}, hasLeft: true })).toBe(true);
	expect(isToAssign({ ...standing, steps: again, asked: {} })).toBe(false);
	const worked = [
		...again,
		{ fromStatus: 'in_progress' as const, toStatus: 'waiting_customer' as const }
	];
	expect(isToAssign({ ...standing, steps: worked })).toBe(false);
});
