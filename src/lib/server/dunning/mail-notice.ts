import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import type { notice } from '../db/schema/notices';
import { putMail, type Outgoing } from '../delivery/outbox';

type NoticeRow = typeof notice.$inferSelect;

interface Recipient {
	contactId: string;
	name: string;
	email: string;
	language: 'fr' | 'en';
}

/** Its facts are empty on purpose: they are what is true when the mail leaves. */
export const mailNotice = (
	unit: Unit<InsideScope>,
	row: typeof notice.$inferSelect,
	to: Recipient
): Promise<void> => putMail(unit, noticeMail(row, to));

export const noticeMail = (
	row: Pick<NoticeRow, 'id' | 'plannedAt' | 'customerId'>,
	to: Recipient
): Outgoing => ({
	mail: 'dunning-notice',
	// A notice that was called off and planned again is another mail.
	onceKey: `notice:${row.id}:${row.plannedAt.getTime()}`,
	to: { email: to.email, name: to.name, language: to.language },
	facts: {},
	customerId: row.customerId,
	noticeId: row.id,
	link: { kind: 'portal', contactId: to.contactId }
});
