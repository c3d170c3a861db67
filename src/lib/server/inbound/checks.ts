import type { Check } from '../checks/check';
import { env } from '../env';
import { mailsKeptUnread, standingStill } from './standing';

/** What was promised of mail that comes in. */
export const inboundChecks: readonly Check[] = [
	{
		name: 'mailbox_read',
		nameless: true,
		applies: () => Boolean(env().INBOUND_IMAP_URL),
		broken: async (unit) => ((await standingStill(unit)) ? [unit.scope.organisationId] : [])
	},
	{ name: 'mails_settled', nameless: true, broken: mailsKeptUnread }
];
