/** What something is done to, as the trail keeps it. */
export const AUDIT_KINDS = [
	'dispute',
	'invoice',
	'customer',
	'import',
	'notice',
	'link',
	'user',
	'organisation',
	'reason',
	'routing_rule',
	'answer',
	'delivery',
	'run',
	'contact',
	'credit_note',
	'scenario',
	'template',
	'promise',
	'hold',
	'letter',
	'late_charge',
	'late_rate',
	'source',
	'provider',
	'payment',
	'mail',
	'custom_field',
	'sub_status',
	'team'
] as const;

export type AuditKind = (typeof AUDIT_KINDS)[number];
