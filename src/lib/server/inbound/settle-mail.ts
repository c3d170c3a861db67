import { and, eq, sql } from 'drizzle-orm';
import { fateOf, type Fate } from '$lib/domain/inbound/fate';
import { threadMarks } from '$lib/domain/inbound/thread';
import { verifySender, type Sender } from '$lib/domain/inbound/verify-sender';
import { AppError } from '$lib/domain/errors';
import type { SystemScope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { HELD } from '../db/held';
import { inboundMail } from '../db/schema/inbound';
import { env } from '../env';
import { readUnchangedFile } from '../files';
import { log } from '../log';
import { hearBounce } from './hear-bounce';
import { landReply } from './land-reply';
import { fateKnown, type InboundMail } from './queries';
import { readMail, type ReadMail } from './read-mail';
import { sortFiles, type SortedFiles } from './sort-files';
import { threadOf, type ThreadFound } from './thread-of';
import { answeredBy } from './whose-mail';
import { writeFate, type Settled } from './write-fate';

/** Somebody began so often and did not come to an end: what is in it harms whoever reads it. */
const MOST_ATTEMPTS = 8;

/**
 * Reads a mail that is kept and gives it its one fate. Done twice, or by two processes at once, it is
 * done once; left in the middle, it begins anew.
 */
export async function settleMail(scope: SystemScope, mailId: string): Promise<void> {
	const mail = await unitOfWork(scope, (unit) => begin(unit, mailId));
	if (!mail) return;
	if (mail.attempts > MOST_ATTEMPTS)
		return settle(scope, { mail, read: null, files: null, giveUp: true });
	// Slow work on what came from outside: before a transaction is opened.
	const read = await readMail(await readUnchangedFile(mail));
	const files = await sortFiles(read.files);
	await settle(scope, { mail, read, files });
}

/** Counted before it is read: a mail that ends the process is not read for ever. */
async function begin(unit: Unit<SystemScope>, mailId: string): Promise<InboundMail | null> {
	if (await fateKnown(unit, mailId)) return null;
	const [row] = await unit.tx
		.update(inboundMail)
		.set({ attempts: sql`${inboundMail.attempts} + 1` })
		.where(
			and(eq(inboundMail.organisationId, unit.scope.organisationId), eq(inboundMail.id, mailId))
		)
		.returning();
	return row ?? null;
}

interface Work {
	mail: InboundMail;
	read: ReadMail | null;
	files: SortedFiles | null;
	giveUp?: boolean;
}

/** What a case refuses (too much on one day, its page is closed) a person reads. */
async function settle(scope: SystemScope, work: Work): Promise<void> {
	try {
		await unitOfWork(scope, (unit) => decide(unit, work, true));
	} catch (thrown) {
		if (!(thrown instanceof AppError) || thrown.code === 'unavailable') throw thrown;
		log('warn', 'inbound.not_taken', { mailId: work.mail.id, code: thrown.code });
		await unitOfWork(scope, (unit) => decide(unit, work, false));
	}
}

async function decide(
	unit: Unit<SystemScope>,
	{ mail, read, files, giveUp = false }: Work,
	mayLand: boolean
): Promise<void> {
	await hold(unit, mail.id);
	if (await fateKnown(unit, mail.id)) return;
	if (giveUp || !read || !files) return writeFate(unit, mail, gaveUp(mail));
	const { sender, found } = await whoAndWhat(unit, mail, read);
	const fate = fateOf({ ...read, sender, thread: found?.thread ?? null });
	const settled: Settled = { fate: mayLand ? fate : asTriage(fate), read, sender, found };
	if (settled.fate.kind === 'message') await landReply(unit, mail, { read, files, found: found! });
	if (settled.fate.kind === 'bounce') settled.bounced = await hearBounce(unit, mail, read);
	await writeFate(unit, mail, settled);
}

const gaveUp = (mail: InboundMail): Settled => {
	log('error', 'inbound.gave_up', { mailId: mail.id });
	const sender: Sender = { address: '', verified: false, why: 'not_checked' };
	return { fate: { kind: 'dead', why: 'gave_up' }, read: null, sender, found: null };
};

const asTriage = (fate: Fate): Fate =>
	fate.kind === 'message' ? { kind: 'triage', why: 'not_taken' } : fate;

/** Two processes settle one mail after the other. */
const hold = (unit: Unit<SystemScope>, mailId: string) =>
	unit.tx
		.select({ id: inboundMail.id })
		.from(inboundMail)
		.where(
			and(eq(inboundMail.organisationId, unit.scope.organisationId), eq(inboundMail.id, mailId))
		)
		.for(HELD);

async function whoAndWhat(
	unit: Unit<SystemScope>,
	mail: InboundMail,
	{ raw, from, reply }: ReadMail
): Promise<{ sender: Sender; found: ThreadFound | null }> {
	const sender = verifySender(raw, from, env().INBOUND_SERVER);
	const marks = threadMarks(raw, { domain: env().INBOUND_DOMAIN, recipients: [mail.recipient] });
	const answered = answeredBy(marks, [unit.scope.organisationId]);
	const found = answered && (await threadOf(unit, answered.deliveryId, { sender, words: reply }));
	return { sender, found };
}
