import { describe, expect, it } from 'vitest';
import { ACTIONS, can, ROLES, type Action } from './access';

const granted = (role: (typeof ROLES)[number]): Action[] =>
	ACTIONS.filter((action) => can(role, action));

describe('who may do what', () => {
	it('lets executives read and nothing else', () => {
		expect(granted('executive').every((action) => action.endsWith('.read'))).toBe(true);
		expect(can('executive', 'reports.read')).toBe(true);
	});

	it('leaves decisions above the limit to approvers and administrators', () => {
		expect(ROLES.filter((role) => can(role, 'disputes.approve'))).toEqual(['approver', 'admin']);
	});

	it('leaves users to administrators', () => {
		expect(ROLES.filter((role) => can(role, 'users.manage'))).toEqual(['admin']);
	});

	it('lets a resolver answer but neither decide nor chase', () => {
		expect(can('resolver', 'disputes.answer')).toBe(true);
		expect(can('resolver', 'disputes.decide')).toBe(false);
		expect(can('resolver', 'dunning.run')).toBe(false);
	});

	it('gives every action to somebody besides the administrator, but users, settings and the erasure of persons', () => {
		const others = ROLES.filter((role) => role !== 'admin');
		const orphans = ACTIONS.filter((action) => !others.some((role) => can(role, action)));
		expect(orphans).toEqual(['settings.manage', 'users.manage', 'privacy.manage']);
	});
});
