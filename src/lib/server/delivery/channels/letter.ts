import type { Language } from '$lib/i18n/language';
import type { Attempt } from '../outcome';

/** A mail ready to leave, its real link inside: lives in memory only. */
export interface OutgoingLetter {
	from: string;
	fromName: string;
	replyTo: string;
	to: string;
	toName: string;
	messageId: string;
	language: Language;
	subject: string;
	html: string;
	text: string;
}

/** A way out. It never throws: what happened is its answer. */
export interface Channel<Message = OutgoingLetter> {
	send(message: Message): Promise<Attempt>;
	close(): void;
}
