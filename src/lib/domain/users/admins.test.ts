import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ROLES } from '../access';
import { keepsAnAdmin } from './admins';

const goes = { role: 'admin', active: false } as const;
const demoted = { role: 'collector', active: true } as const;

it('the last administrator can neither go nor be given another role', () => {
	expect(keepsAnAdmin(['a'], 'a', goes)).toBe(false);
	expect(keepsAnAdmin(['a'], 'a', demoted)).toBe(false);
	expect(keepsAnAdmin(['a', 'b'], 'a', goes)).toBe(true);
	expect(keepsAnAdmin(['a'], 'somebody else', goes)).toBe(true);
});

it('whoever remains is an administrator, whatever is done to anybody', () => {
	const admins = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'));
	const after = fc.record({ role: fc.constantFrom(...ROLES), active: fc.boolean() });
	fc.assert(
		fc.property(admins, fc.constantFrom('a', 'b', 'c', 'd'), after, (before, userId, state) => {
			const remain = new Set(before);
			remain.delete(userId);
			if (state.active && state.role === 'admin') remain.add(userId);
			expect(keepsAnAdmin(before, userId, state)).toBe(remain.size > 0);
		})
	);
});
