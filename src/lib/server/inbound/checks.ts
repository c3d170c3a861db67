import type { Check } from '../checks/check';
import { env } from '../env';
import { mailsKeptUnread, mailTrouble } from './standing';

/** What was promised of mail that comes in. */
export const inboundChecks: readonly Check[] = [
	{
		name: 'mailbox_read',
		nameless: true,
		applies: () => Boolean(env().INBOUND_IMAP_URL),
		broken: async (unit) => ((await mailTrouble(unit)).standing ? [unit.scope.organisationId] : [])
	},
	{
		name: 'mails_settled',
		nameless: true,
		// A restored copy hears nothing, and says so elsewhere.
		broken: async (unit) => ((await mailTrouble(unit)).unread ? mailsKeptUnread(unit) : [])
	}
];
