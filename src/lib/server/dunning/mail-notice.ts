import type { Language } from '$lib/i18n/language';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import type { notice } from '../db/schema/notices';
import type { Channel } from '$lib/domain/dunning/scenario';
import type { Way } from '../delivery/channels/message';
import { putMail, type Outgoing } from '../delivery/outbox';

type NoticeRow = typeof notice.$inferSelect;

export interface Recipient {
	contactId: string;
	name: string;
	email: string;
	language: Language;
	/** As the world dials it; a text message needs it. */
	phone?: string | undefined;
}

/** Its facts are empty on purpose: they are what is true when the message leaves. */
export const mailNotice = (
	unit: Unit<InsideScope>,
	row: typeof notice.$inferSelect,
	to: Recipient
): Promise<void> => putMail(unit, noticeMail(row, to));

export const noticeMail = (
	row: Pick<NoticeRow, 'id' | 'plannedAt' | 'customerId' | 'channel'>,
	to: Recipient
): Outgoing => ({
	mail: 'dunning-notice',
	channel: WAYS[row.channel],
	// A notice that was called off and planned again is another message.
	onceKey: `notice:${row.id}:${row.plannedAt.getTime()}`,
	to: {
		email: to.email,
		name: to.name,
		language: to.language,
		...(row.channel === 'sms' && to.phone && { phone: to.phone })
	},
	facts: {},
	customerId: row.customerId,
	noticeId: row.id,
	// What is printed has its own code and opens nothing by itself.
	...(WAYS[row.channel] !== 'post' && { link: { kind: 'portal', contactId: to.contactId } })
});

/** How a step leaves this installation, when no person carries it. */
const WAYS: Record<Channel, Way> = {
	email: 'email',
	sms: 'sms',
	letter: 'post',
	registered_letter: 'post',
	call: 'email'
};
