import type { PushEvent } from '$lib/i18n/push-words';
import type { MailFacts } from '../../mail/mails';

/** What a push is written from; never an amount nor a word somebody typed: a locked screen is public. */
export interface PushFacts {
	/** Row of the device. */
	device: string;
	event: PushEvent;
	reference: string;
	/** Of the case it goes on in. */
	other?: string;
	/** Page it leads to, behind the link the device was asked through. */
	path: string;
	/** Of somebody who follows the case: he is told no more once he does not. */
	follower?: { id: string };
	/** Of a reminder: said as long as the case waits for this answer. */
	waitsFor?: NonNullable<MailFacts['dispute-update']['waitsFor']>;
}
