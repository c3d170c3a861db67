export const MAIL_STATUSES = [
	'planned',
	'claimed',
	'retry',
	'unknown',
	'failed',
	'sent',
	'came_back',
	'cancelled'
] as const;
export type MailStatus = (typeof MAIL_STATUSES)[number];

/** What somebody may have to do something about. */
const OPEN: Exclude<MailStatus, 'came_back'>[] = [
	'planned',
	'claimed',
	'retry',
	'unknown',
	'failed'
];

/** What left is asked for apart from what came back. */
export function askedFor(shown: string | null) {
	const one = MAIL_STATUSES.find((status) => status === shown);
	if (one === 'came_back') return { cameBack: true };
	return one === 'sent' ? { status: [one], cameBack: false } : { status: one ? [one] : OPEN };
}
