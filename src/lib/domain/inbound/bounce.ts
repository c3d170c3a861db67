import { valuesOf, type RawMail } from './raw-mail';

export interface BounceSaid {
	/** Message-IDs that stand in it, without their brackets: of the mail that came back, among others. */
	ids: readonly string[];
	/** It will not be tried again. */
	isForGood: boolean;
	/** In the words of the server. */
	detail: string;
}

const LOOKED_AT = 300_000;
const LONGEST_DETAIL = 300;

/** What a mail server tells of a mail it could not deliver. */
export function bounceSaid(mail: RawMail): BounceSaid {
	const body = mail.body.slice(0, LOOKED_AT);
	const answers = ['in-reply-to', 'references'].flatMap((name) => valuesOf(mail, name)).join(' ');
	return {
		ids: idsIn(`${answers}\n${body}`),
		isForGood: isFromServer(mail, body) && isForGood(body),
		detail: detailIn(body).slice(0, LONGEST_DETAIL)
	};
}

const idsIn = (text: string): string[] =>
	[...new Set([...text.matchAll(/[0-9a-f-]{36}\.[0-9a-f]{32}@entendu/gi)].map(([id]) => id))].slice(
		0,
		20
	);

/** A person's words are no bounce, whatever his subject or his name: a server reports, or leaves no way back. */
const isFromServer = (mail: RawMail, body: string): boolean =>
	/^(?:action|status|diagnostic-code):/im.test(body) ||
	valuesOf(mail, 'x-failed-recipients').length > 0 ||
	valuesOf(mail, 'return-path').some((path) => /^<\s*>/.test(path)) ||
	valuesOf(mail, 'from').some((from) => /mailer-daemon@/i.test(from));

/** A report says so; without one a bounce is an end, unless it speaks of waiting. */
function isForGood(body: string): boolean {
	const action = /^action:\s*([a-z]+)/im.exec(body)?.[1]?.toLowerCase();
	const status = /^status:\s*(\d)\./im.exec(body)?.[1];
	if (action) return action === 'failed' && status !== '4';
	return status
		? status === '5'
		: !/\b(?:delayed|will (?:be )?retr|still being retried)/i.test(body);
}

function detailIn(body: string): string {
	const told = /^diagnostic-code:\s*([^\r\n]*(?:\r?\n[ \t]+[^\r\n]*)*)/im.exec(body)?.[1];
	const line = told ?? /^[^\r\n]*\b5\d\d[ -][^\r\n]*/m.exec(body)?.[0] ?? '';
	return line.replace(/\s+/g, ' ').trim();
}
