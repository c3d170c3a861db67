import { simpleParser, type Attachment, type ParsedMail } from 'mailparser';
import { beyondLimits, type Unreadable } from '$lib/domain/inbound/limits';
import { splitMail, valueOf, type RawMail } from '$lib/domain/inbound/raw-mail';
import { recognise, type Recognised } from '$lib/domain/inbound/recognise';
import { replyText } from '$lib/domain/inbound/reply-text';
import type { IncomingFile } from '../attachments/prepare-files';

export interface ReadMail {
	raw: RawMail;
	unreadable: Unreadable | null;
	recognised: Recognised;
	/** Addresses of the From header, as the parser reads it. */
	from: readonly string[];
	fromName: string;
	subject: string;
	/** Plain words; of a mail in HTML only, what a person would read of it. */
	text: string;
	/** Without the mail it answers. */
	reply: string;
	files: readonly IncomingFile[];
}

/** Headers stand at the start. */
const HEAD = 300_000;
const LONGEST_LINE = 2_000;
const LONGEST_SUBJECT = 500;
/** Words beyond it are in the original. */
const LONGEST_TEXT = 20_000;

/** What a mail says. It never throws: what cannot be read is told as such, and its bytes are kept elsewhere. */
export async function readMail(bytes: Uint8Array): Promise<ReadMail> {
	const latin = Buffer.from(bytes).toString('latin1');
	const unreadable = beyondLimits(latin);
	const raw = splitMail(unreadable ? latin.slice(0, HEAD) : latin);
	if (unreadable) return headOnly(raw, unreadable);
	try {
		return understood(raw, await parse(bytes));
	} catch {
		return headOnly(raw, 'unreadable');
	}
}

/** Of a mail nobody came to the end of: who wrote, and about what. */
export const headOfMail = (bytes: Uint8Array): Promise<ReadMail> =>
	headOnly(splitMail(Buffer.from(bytes.subarray(0, HEAD)).toString('latin1')), 'unreadable');

const parse = (bytes: Uint8Array): Promise<ParsedMail> =>
	simpleParser(Buffer.from(bytes), {
		skipTextToHtml: true,
		skipImageLinks: true,
		skipTextLinks: true,
		maxHtmlLengthToParse: 500_000
	});

/** What cannot be opened still says who wrote it: two lines of it are read, and nothing else. */
async function headOnly(raw: RawMail, unreadable: Unreadable): Promise<ReadMail> {
	const lines = (['from', 'subject'] as const).map(
		(name) => `${name}: ${valueOf(raw, name).slice(0, LONGEST_LINE)}`
	);
	try {
		const parsed = await parse(Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'));
		return { ...understood({ ...raw, body: '' }, parsed), unreadable };
	} catch {
		const nothing = { from: [], fromName: '', subject: '', text: '', reply: '', files: [] };
		return { raw, unreadable, recognised: { kind: 'human', marks: [] }, ...nothing };
	}
}

function understood(raw: RawMail, parsed: ParsedMail): ReadMail {
	const subject = clean(parsed.subject ?? '').slice(0, LONGEST_SUBJECT);
	const senders = (parsed.from?.value ?? []).flatMap((one) => one.group ?? [one]);
	const text = clean(parsed.text ?? '').trim();
	return {
		raw,
		unreadable: null,
		recognised: recognise(raw, subject),
		from: senders.map(({ address }) => (address ?? '').toLowerCase()),
		fromName: clean(senders[0]?.name ?? '').slice(0, 200),
		subject,
		text: text.slice(0, LONGEST_TEXT),
		reply: replyText(text.slice(0, LONGEST_TEXT)),
		files: parsed.attachments.filter(isFile).map(fileOf)
	};
}

/** The database takes no NUL, and half a character is none. */
const clean = (text: string): string => text.replaceAll('\0', '').toWellFormed();

/** A logo below a signature is drawn inside the words; a photo is larger. */
const LARGEST_LOGO = 30_000;

const isFile = ({ related, size, contentType }: Attachment): boolean =>
	!(related && size <= LARGEST_LOGO && contentType.startsWith('image/'));

const fileOf = ({ filename, content, contentType }: Attachment): IncomingFile => ({
	name: clean(filename ?? contentType),
	bytes: new Uint8Array(content)
});
