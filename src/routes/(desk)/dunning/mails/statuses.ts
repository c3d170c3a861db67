export const MAIL_STATUSES = [
	'planned',
	'claimed',
	'retry',
	'unknown',
	'failed',
	'sent',
	'cancelled'
] as const;
export type MailStatus = (typeof MAIL_STATUSES)[number];

/** What somebody may have to do something about. */
const OPEN: readonly MailStatus[] = ['planned', 'claimed', 'retry', 'unknown', 'failed'];

export const statusesIn = (shown: string | null): MailStatus[] => {
	const one = MAIL_STATUSES.find((status) => status === shown);
	return one ? [one] : [...OPEN];
};
