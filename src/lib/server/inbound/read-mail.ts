import { simpleParser, type ParsedMail } from 'mailparser';
import { beyondLimits, type Unreadable } from '$lib/domain/inbound/limits';
import { splitMail, valueOf, type RawMail } from '$lib/domain/inbound/raw-mail';
import { recognise, type Recognised } from '$lib/domain/inbound/recognise';
import { LONGEST_TEXT, ownWords, type LeftOut } from '$lib/domain/inbound/own-words';
import type { IsOurs } from '$lib/domain/inbound/reply-text';
import { withoutData } from '$lib/domain/inbound/pasted';
import type { IncomingFile } from '../attachments/prepare-files';
import { isPasted, pastedPictures } from './pasted-pictures';

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
	/** It has words, and nobody could make them out of its markup. */
	isWordless: boolean;
	/** Without the mail it answers. */
	reply: string;
	/** What of it is in the original only. */
	leftOut: LeftOut;
	files: readonly IncomingFile[];
	/** Names of pictures in its words that are too small to be kept. */
	left: readonly string[];
}

/** Headers stand at the start. */
const HEAD = 300_000;
const LONGEST_LINE = 2_000;
const LONGEST_SUBJECT = 500;

const nobody: IsOurs = () => false;

/** What a mail says. It never throws: what cannot be read is told as such, and its bytes are kept elsewhere. */
export async function readMail(bytes: Uint8Array, isOurs = nobody): Promise<ReadMail> {
	const latin = Buffer.from(bytes).toString('latin1');
	const unreadable = beyondLimits(latin);
	const raw = splitMail(unreadable ? latin.slice(0, HEAD) : latin);
	if (unreadable) return headOnly(raw, unreadable);
	try {
		return await understood(raw, await parse(bytes), isOurs);
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
		return { ...(await understood({ ...raw, body: '' }, parsed, nobody)), unreadable };
	} catch {
		return { raw, unreadable, recognised: { kind: 'human', marks: [] }, ...NOTHING };
	}
}

const NOTHING = {
	...{ from: [], fromName: '', subject: '', text: '', isWordless: false },
	...{ reply: '', leftOut: '' as const, files: [], left: [] }
};

async function understood(raw: RawMail, parsed: ParsedMail, isOurs: IsOurs): Promise<ReadMail> {
	const subject = clean(parsed.subject ?? '').slice(0, LONGEST_SUBJECT);
	const senders = (parsed.from?.value ?? []).flatMap((one) => one.group ?? [one]);
	const pasted = await pastedPictures(parsed);
	return {
		raw,
		unreadable: null,
		recognised: recognise(raw, subject),
		from: senders.map(({ address }) => (address ?? '').toLowerCase()),
		fromName: clean(senders[0]?.name ?? '').slice(0, 200),
		subject,
		...(await saidIn(parsed, isOurs)),
		files: [
			...parsed.attachments
				.filter((one) => !isPasted(one))
				.map(({ filename, content, contentType }) => ({
					name: filename ?? contentType,
					bytes: new Uint8Array(content)
				})),
			...pasted.files
		].map(({ name, bytes }) => ({ name: clean(name), bytes })),
		left: pasted.left.map(clean)
	};
}

async function saidIn(parsed: ParsedMail, isOurs: IsOurs) {
	const { words, isWordless } = await wordsIn(parsed);
	const text = clean(words).trim();
	const { words: reply, leftOut } = ownWords(text, isOurs);
	return { text: text.length > LONGEST_TEXT ? reply : text, isWordless, reply, leftOut };
}

/**
 * A picture written into the markup makes it too long to be read: without it there may be words. Of markup
 * that stands beside files the parser makes no words at all.
 */
async function wordsIn({ text, html, textConversionError }: ParsedMail) {
	const isRead = !textConversionError && /\S/.test(text ?? '');
	if (isRead || !html) return { words: text ?? '', isWordless: false };
	const again = await parse(asMail(withoutData(html)));
	const isWordless = again.textConversionError !== undefined;
	return { words: (isWordless ? text : again.text) ?? '', isWordless };
}

function asMail(html: string): Uint8Array {
	const lines =
		Buffer.from(html)
			.toString('base64')
			.match(/.{1,76}/g) ?? [];
	const head =
		'Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n';
	return Buffer.from(head + lines.join('\r\n'));
}

/** The database takes no NUL, and half a character is none. */
const clean = (text: string): string => text.replaceAll('\0', '').toWellFormed();
