import { expect, it } from 'vitest';
import { splitMail } from './raw-mail';
import { threadMarks } from './thread';

const TOKEN = 'a'.repeat(52);
const marks = (
	headers: string,
	recipients: string[] = [],
	domain: string | undefined = 'reply.test'
) => threadMarks(splitMail(`${headers}\r\n\r\nx`), { domain, recipients });

it('the token of a reply address is read where the mail was delivered to', () => {
	const address = `r+${TOKEN.toUpperCase()}@Reply.test`;
	expect(marks('', [address]).tokens).toEqual([TOKEN]);
	expect(marks(`Delivered-To: ${address}`).tokens).toEqual([TOKEN]);
	expect(marks(`To: "Créancier" <${address}>, x@y.test`).tokens).toEqual([TOKEN]);
});

it('on another domain, in a subject or without a domain of ours it is none', () => {
	const address = `r+${TOKEN}@evil.test`;
	expect(marks(`To: ${address}\r\nSubject: r+${TOKEN}@reply.test`).tokens).toEqual([]);
	const without = splitMail(`To: r+${TOKEN}@reply.test\r\n\r\nx`);
	expect(threadMarks(without, { domain: undefined, recipients: [] }).tokens).toEqual([]);
});

it('what is answered comes first, then what was said before it, the nearest first', () => {
	const headers = 'References: <1@entendu>\r\n <2@entendu>\r\nIn-Reply-To: <3@entendu>';
	expect(marks(headers).answered).toEqual(['3@entendu', '2@entendu', '1@entendu']);
});

it('ten thousand references are not all asked about', () => {
	const many = Array.from({ length: 10_000 }, (_, at) => `<${at}@x>`).join(' ');
	expect(marks(`References: ${many}`).answered.length).toBeLessThanOrEqual(50);
});
