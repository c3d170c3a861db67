import MailComposer from 'nodemailer/lib/mail-composer';
import { oneLine } from '../../mail/escape';
import { picturesIn, withoutPictures } from '../../mail/transfer-picture';
import type { OutgoingLetter } from './letter';

/** The letter on the wire. Nothing in it is read from a file or an address on the network. */
export const mimeOf = (letter: OutgoingLetter): Promise<Buffer> =>
	new MailComposer({
		from: { name: nameOf(letter.fromName), address: letter.from },
		to: { name: nameOf(letter.toName), address: letter.to },
		replyTo: { name: nameOf(letter.fromName), address: letter.replyTo },
		messageId: letter.messageId,
		subject: letter.subject,
		text: letter.text,
		html: withoutPictures(letter.html),
		attachments: picturesIn(letter.html).map(({ cid, name, mime, content }) => ({
			cid,
			content,
			filename: name,
			contentType: mime,
			contentDisposition: 'inline'
		})),
		headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': letter.language },
		textEncoding: 'quoted-printable',
		disableFileAccess: true,
		disableUrlAccess: true
	})
		.compile()
		.build();

/** A name is words: nothing an address parser could take for another address. */
const nameOf = (name: string): string =>
	oneLine(name)
		.replace(/[<>"@,;:\\]/g, ' ')
		.replace(/\s+/g, ' ')
		.trim()
		.slice(0, 100);
