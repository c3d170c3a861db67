/** What a message of a run may have become, in the order of its life. */
export const MAIL_STATUSES = [
	'to_confirm',
	'planned',
	'sent',
	'bounced',
	'unknown',
	'failed',
	'cancelled'
] as const;

export const ORDERS = ['approve', 'resume', 'pause', 'cancel'] as const;
export type Order = (typeof ORDERS)[number];

/** What the address asks for; anything unknown in it is as if it were not there. */
export function mailFilterIn({ searchParams }: URL) {
	const status = MAIL_STATUSES.find((each) => each === searchParams.get('mail'));
	const page = Number(searchParams.get('mails'));
	return {
		...(status && { status }),
		page: Number.isInteger(page) && page >= 1 && page <= 100_000 ? page : 1
	};
}
