/** What a mail program would show of a raw message. Reads what nodemailer writes, no more. */
export interface ReceivedMail {
	from: string;
	to: string;
	subject: string;
	messageId: string;
	headers: Record<string, string>;
	html: string;
	text: string;
}

export function readMail(raw: string): ReceivedMail {
	const { headers, body } = split(raw);
	const parts = leaves(headers, body);
	const bodyOf = (type: string) =>
		(parts.find((part) => part.type === type)?.content ?? '').replace(/\r\n/g, '\n').trim();
	return {
		from: decodeWords(headers.from ?? ''),
		to: decodeWords(headers.to ?? ''),
		subject: decodeWords(headers.subject ?? ''),
		messageId: headers['message-id'] ?? '',
		headers,
		html: bodyOf('text/html'),
		text: bodyOf('text/plain')
	};
}

interface Leaf {
	type: string;
	content: string;
}

function leaves(headers: Record<string, string>, body: string): Leaf[] {
	const type = headers['content-type'] ?? 'text/plain';
	const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1];
	if (!boundary)
		return [{ type: type.split(';')[0]!.trim().toLowerCase(), content: decodeBody(headers, body) }];
	const parts = body.split(`--${boundary}`).slice(1, -1);
	return parts.flatMap((part) => {
		const inner = split(part.replace(/^\r?\n/, ''));
		return leaves(inner.headers, inner.body);
	});
}

function split(raw: string): { headers: Record<string, string>; body: string } {
	const end = /\r?\n\r?\n/.exec(raw);
	const head = end ? raw.slice(0, end.index) : raw;
	const headers: Record<string, string> = {};
	for (const line of head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
		const colon = line.indexOf(':');
		headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
	}
	return { headers, body: end ? raw.slice(end.index + end[0].length) : '' };
}

function decodeBody(headers: Record<string, string>, body: string): string {
	const encoding = (headers['content-transfer-encoding'] ?? '7bit').toLowerCase();
	if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
	if (encoding !== 'quoted-printable') return body;
	return decodeQuoted(body.replace(/=\r?\n/g, ''));
}

const decodeQuoted = (text: string): string => {
	const bytes = text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) =>
		String.fromCharCode(parseInt(hex, 16))
	);
	return Buffer.from(bytes, 'latin1').toString('utf8');
};

/** =?UTF-8?Q?…?= and =?UTF-8?B?…?= */
const decodeWords = (text: string): string =>
	text
		.replace(/\?=\s+=\?/g, '?==?')
		.replace(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi, (_, kind: string, word: string) =>
			kind.toUpperCase() === 'B'
				? Buffer.from(word, 'base64').toString('utf8')
				: decodeQuoted(word.replace(/_/g, ' '))
		);
