import { expect } from '@playwright/test';
import fs from 'node:fs';
import path from 'node:path';
import { readMail, type ReceivedMail } from '../../support/read-mail';

const SENT = path.resolve(import.meta.dirname, '../../../.data/e2e/sent');

/** What this person has in the mailbox, oldest first. */
export const mailsTo = (address: string): ReceivedMail[] =>
	fs
		.readdirSync(SENT)
		.filter((name) => name.endsWith('.eml'))
		.sort()
		.map(readOnce)
		.filter((mail) => mail.to.includes(address));

/** Hundreds of them, asked for again and again; none changes once it is there. */
const read = new Map<string, ReceivedMail>();

function readOnce(name: string): ReceivedMail {
	const mail = read.get(name) ?? readMail(fs.readFileSync(path.join(SENT, name), 'utf8'));
	read.set(name, mail);
	return mail;
}

/** The newest mail to `address` that says `words`, as soon as it is there. */
export async function mailSaying(address: string, words: RegExp): Promise<ReceivedMail> {
	const found = () =>
		mailsTo(address).findLast((mail) => words.test(`${mail.subject}\n${mail.text}`));
	await expect
		.poll(() => found() !== undefined, {
			message: `a mail to ${address} saying ${words}`,
			intervals: [50, 100, 200],
			timeout: 30_000
		})
		.toBe(true);
	return found()!;
}

/** Path of the link a mail opens, `/p/…` or `/r/…`. */
export const linkIn = (mail: ReceivedMail): string =>
	/\/[pr]\/[A-Za-z0-9_-]{43}[^\s"]*/.exec(mail.text)?.[0] ?? '';
