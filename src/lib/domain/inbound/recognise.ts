import { BOUNCE_SUBJECT, MACHINE_SUBJECT } from './machine-subjects';
import { valueOf, valuesOf, type RawMail } from './raw-mail';

/** What gave a machine away. */
export const MARKS = [
	'delivery_report',
	'other_report',
	'failed_recipients',
	'mail_daemon',
	'bounce_subject',
	'auto_submitted',
	'auto_replied',
	'no_return_path',
	'precedence',
	'list',
	'response_suppressed',
	'auto_response',
	'no_reply',
	'machine_subject',
	'from_entendu'
] as const;
export type Mark = (typeof MARKS)[number];

export interface Recognised {
	kind: 'human' | 'machine' | 'bounce';
	/** The telling one first; empty for a person. */
	marks: readonly Mark[];
}

/** Who wrote: a person, a machine, or a mail server that could not deliver. `subject` is decoded. */
export function recognise(mail: RawMail, subject: string): Recognised {
	const bounce = marksIn(BOUNCE_MARKS, mail, subject);
	const machine = marksIn(MACHINE_MARKS, mail, subject);
	// A report of something else (read, abuse) may come from a daemon too: it is no bounce.
	const isReport = machine.includes('other_report') && !bounce.includes('delivery_report');
	if (bounce.length > 0 && !isReport && !isAway(bounce, machine))
		return { kind: 'bounce', marks: [...bounce, ...machine] };
	if (machine.length > 0) return { kind: 'machine', marks: [...machine, ...bounce] };
	return { kind: 'human', marks: [] };
}

/** Somebody's absence, sent by his server in its own name. */
const isAway = (bounce: readonly Mark[], machine: readonly Mark[]): boolean =>
	machine.includes('machine_subject') && bounce.every((mark) => mark === 'mail_daemon');

type Test = (mail: RawMail, subject: string) => boolean;

const marksIn = (tests: Partial<Record<Mark, Test>>, mail: RawMail, subject: string): Mark[] =>
	MARKS.filter((mark) => tests[mark]?.(mail, subject));

const has =
	(name: string, pattern: RegExp): Test =>
	(mail) =>
		valuesOf(mail, name).some((value) => pattern.test(value));

const REPORT = /^multipart\/report/i;
const isDeliveryReport: Test = (mail) => {
	const type = valueOf(mail, 'content-type');
	return (
		/report-type="?delivery-status/i.test(type) ||
		/^multipart\/delivery-status/i.test(type) ||
		/^content-type:\s*message\/(?:global-)?delivery-status/im.test(startOf(mail))
	);
};

/** Where a report says what it is. */
const startOf = ({ body }: RawMail): string => body.slice(0, 100_000);

/** Its address says so, or the whole name it goes by: a carrier may be called "Express Mail Delivery". */
const DAEMON =
	/mailer[-_. ]?daemon|(?:^|<)(?:post-?master|mail[-_.]?(?:delivery|administrator|admin)[\w.-]*|mdaemon)@|^"?(?:mail delivery (?:(?:sub)?system|service)|mail administrator|mail router|postmaster|mdaemon)\b/i;

const BOUNCE_MARKS: Partial<Record<Mark, Test>> = {
	delivery_report: isDeliveryReport,
	failed_recipients: has('x-failed-recipients', /\S/),
	mail_daemon: has('from', DAEMON),
	bounce_subject: (_, subject) => BOUNCE_SUBJECT.test(subject)
};

/** Answers to it are wanted at an address with a secret in it, as only such an installation makes them; no relay takes that off. */
const asksForToken: Test = has('reply-to', /(?:^|[<,;\s])r\+[0-9a-v]{52}@/i);

const MACHINE_MARKS: Partial<Record<Mark, Test>> = {
	other_report: (mail) =>
		REPORT.test(valueOf(mail, 'content-type')) ||
		/^(?:content-type:\s*message\/(?:feedback-report|disposition-notification)|x-hmxmroriginalrecipient:)/im.test(
			startOf(mail)
		),
	auto_submitted: has('auto-submitted', /^(?!no\b)\S/i),
	auto_replied: (mail, subject) =>
		has('auto-submitted', /^auto-(?:replied|notified)/i)(mail, subject) ||
		has('precedence', /^auto[-_]?reply/i)(mail, subject),
	no_return_path: has('return-path', /^(?:<\s*>|<?mailer-daemon\b)/i),
	precedence: has('precedence', /^(?:bulk|list|junk)/i),
	list: (mail) =>
		['list-id', 'list-subscribe', 'mailing-list'].some((name) => valuesOf(mail, name).length > 0),
	response_suppressed: has('x-auto-response-suppress', /\b(?:all|oof|autoreply)\b/i),
	auto_response: (mail) =>
		['x-autoreply', 'x-autorespond', 'x-autoresponder', 'x-auto-reply-from', 'x-mail-autoreply']
			.flatMap((name) => valuesOf(mail, name))
			.some((value) => !/^(?:no|false)?$/i.test(value)),
	no_reply: has('from', /(?:^|[<\s])(?:no|do-?not)[-_.]?reply[^<>@\s]*@/i),
	/** Another installation like this one, or this one itself: what it sends nobody typed. */
	from_entendu: (mail, subject) =>
		has('message-id', /@entendu>?\s*$/i)(mail, subject) || asksForToken(mail, subject),
	machine_subject: (_, subject) => MACHINE_SUBJECT.test(subject)
};
