import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { setClock } from '$lib/server/clock';
import { deliverDue } from '$lib/server/delivery/deliver';
import { forgetEnv } from '$lib/server/env';
import { tick } from '$lib/server/jobs/tick';
import { useDatabase } from './database';
import type { ReceivedMail } from './read-mail';
import { startSmtp, type Smtp } from './smtp';

export interface Story {
	/** It becomes ten in the morning of that day, the engine wakes and the post leaves. */
	day(date: string, hour?: number): Promise<void>;
	/** Moves the clock only. */
	time(date: string, hour?: number): void;
	/** The engine wakes once more and the post leaves. */
	wake(): Promise<void>;
	/** What this person has in the mailbox, oldest first, but for the summaries of a day. */
	mails(to: string): ReceivedMail[];
	/** The summaries of a day he got, oldest first. */
	digests(to: string): ReceivedMail[];
	readonly smtp: Smtp;
}

interface Place {
	timeZone?: string;
	/** Where each test is a story of its own, the next one need not live beside it. */
	of?: 'file' | 'test';
}

/** A database, a mailbox and a clock that moves: what a test in tests/scenarios needs. */
export function useStory({ timeZone = 'Europe/Paris', of = 'file' }: Place = {}): Story {
	let smtp: Smtp;
	beforeAll(async () => {
		smtp = await startSmtp();
	});
	useDatabase(of);
	(of === 'file' ? beforeAll : beforeEach)(() => {
		process.env.SMTP_URL = smtp.url;
		forgetEnv();
	});
	beforeEach(() => {
		smtp.mood = 'accept';
	});
	afterAll(() => smtp.close());

	const time = (date: string, hour = 10) => setClock(instantOf(date, hour, timeZone));
	return {
		time,
		wake,
		async day(date, hour) {
			time(date, hour);
			await wake();
		},
		mails: (to) => smtp.mails.filter((mail) => mail.to.includes(to) && !isDigest(mail)),
		digests: (to) => smtp.mails.filter((mail) => mail.to.includes(to) && isDigest(mail)),
		get smtp() {
			return smtp;
		}
	};
}

const isDigest = ({ subject }: ReceivedMail): boolean =>
	/pour vous aujourd’hui|for you today|heute \d+ Punkte? für Sie|para usted hoy/.test(subject);

async function wake(): Promise<void> {
	await tick();
	while ((await deliverDue()) > 0);
}

function instantOf(date: string, hour: number, timeZone: string): Date {
	const local = Temporal.PlainDate.from(date).toZonedDateTime({ timeZone, plainTime: { hour } });
	return new Date(local.epochMilliseconds);
}

/** The path of the first link in a mail, `/p/…` or `/r/…`. */
export const linkIn = (mail: ReceivedMail): string =>
	/\/[pr]\/[A-Za-z0-9_-]{43}/.exec(mail.text)?.[0] ?? '';
