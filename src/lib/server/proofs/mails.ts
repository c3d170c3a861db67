import { mailName } from '$lib/i18n/mail-words';
import type { KeptMessage } from '../delivery/kept-messages';
import { withInlinePictures } from '../mail/inline-pictures';
import type { Asked } from './asked';
import { inside, jsonFile, type Entry, type EntryKind, type PathOf } from './entry';
import { isoInstant } from './iso-instant';

/** Every message about the case itself; those about its invoices are beside their notice. */
export const mailEntries = (asked: Asked, pathOf: PathOf): Entry[] =>
	asked.facts.messages
		.filter(({ noticeId }) => noticeId === null)
		.flatMap((message) => {
			const folder = inside(message.isInternal, 'mails');
			return messageEntries(asked, message, { folder, kind: 'mail', pathOf });
		});

interface Place {
	folder: string;
	kind: EntryKind;
	pathOf: PathOf;
}

/** What it said, as it said it but for its link, and a sheet with what became of it. */
export function messageEntries(
	{ scope, language }: Pick<Asked, 'scope' | 'language'>,
	message: KeptMessage,
	{ folder, kind, pathOf }: Place
): Entry[] {
	const day = isoInstant(message.sentAt ?? message.createdAt, scope.timeZone).slice(0, 10);
	// The files of one message have one name, whatever else was sent that day.
	const stem = pathOf(folder, `${day} ${mailName(message.mail, language)}`);
	const file = (ending: string, content: string): Entry => ({
		path: `${stem}.${ending}`,
		kind,
		content
	});
	return [
		...(message.html ? [file('html', withInlinePictures(message.html))] : []),
		...(message.text ? [file('txt', message.text)] : []),
		file('json', jsonFile(sheetOf(message, scope.timeZone)))
	];
}

function sheetOf(message: KeptMessage, timeZone: string) {
	const at = (instant: Date | null) => instant && isoInstant(instant, timeZone);
	return {
		id: message.id,
		messageId: message.messageId,
		mail: message.mail,
		channel: message.channel,
		to: { name: message.toName, email: message.toEmail, phone: message.toPhone },
		language: message.language,
		subject: message.subject,
		status: message.status,
		response: message.response,
		attempts: message.attempts,
		createdAt: at(message.createdAt),
		firstAttemptAt: at(message.firstAttemptAt),
		sentAt: at(message.sentAt),
		witnessedAt: at(message.witnessedAt),
		events: message.reports.map(({ kind, detail, at: heardAt, by }) => ({
			...{ at: at(heardAt), kind, detail, by }
		}))
	};
}
