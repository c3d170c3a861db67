/** Who may do what. Pages ask it to hide, procedures ask it to refuse. */
export const ROLES = ['collector', 'resolver', 'approver', 'executive', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export const ACTIONS = [
	'disputes.read',
	'disputes.open',
	'disputes.assign',
	'disputes.message',
	'disputes.decide',
	'disputes.approve',
	'disputes.resolve',
	'disputes.answer',
	'customers.read',
	'customers.hold',
	'customers.edit',
	'invoices.read',
	'payments.record',
	'imports.run',
	'dunning.read',
	'dunning.run',
	'scenarios.edit',
	'templates.edit',
	'promises.record',
	'promises.decide',
	'late_charges.decide',
	'reports.read',
	'proofs.read',
	'audit.read',
	'settings.manage',
	'users.manage',
	'mailbox.read',
	'privacy.manage'
] as const;
export type Action = (typeof ACTIONS)[number];

const READ: Action[] = [
	'disputes.read',
	'customers.read',
	'invoices.read',
	'dunning.read',
	'reports.read',
	'proofs.read'
];
const COLLECT: Action[] = [
	...READ,
	'disputes.open',
	'disputes.assign',
	'disputes.message',
	'disputes.decide',
	'disputes.resolve',
	'disputes.answer',
	'customers.hold',
	'customers.edit',
	'payments.record',
	'imports.run',
	'dunning.run',
	'scenarios.edit',
	'templates.edit',
	'promises.record',
	'late_charges.decide',
	'mailbox.read'
];

const GRANTS: Record<Role, ReadonlySet<Action>> = {
	collector: new Set(COLLECT),
	resolver: new Set<Action>([
		'disputes.read',
		'disputes.message',
		'disputes.answer',
		'customers.read',
		'invoices.read'
	]),
	approver: new Set<Action>([
		...READ,
		'disputes.message',
		'disputes.decide',
		'disputes.approve',
		'disputes.resolve',
		'promises.decide'
	]),
	executive: new Set<Action>([...READ, 'audit.read']),
	admin: new Set(ACTIONS)
};

export const can = (role: Role, action: Action): boolean => GRANTS[role].has(action);

/** Who may be asked about a case, or stand in for somebody who is: whoever may write on it. */
export const mayBeAsked = ({ role }: { readonly role: Role }): boolean =>
	can(role, 'disputes.message');
