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
import { fateKnown, mailKept, type InboundMail } from './queries';
import { ourAddresses } from './our-addresses';
import { headOfMail, readMail, type ReadMail } from './read-mail';
import { NO_FILES, sortFiles, type SortedFiles } from './sort-files';
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
	const kept = await unitOfWork(scope, (unit) => unsettled(unit, mailId));
	if (!kept) return;
	// Our own disk that is away is no fault of the mail: nothing is counted before its bytes are here.
	const bytes = await readUnchangedFile(kept);
	const mail = await unitOfWork(scope, (unit) => begin(unit, mailId));
	if (!mail) return;
	if (mail.attempts > MOST_ATTEMPTS) return settle(scope, await givenUp(mail, bytes));
	// Slow work on what came from outside: before a transaction is opened.
	const read = await readMail(bytes, await unitOfWork(scope, ourAddresses));
	const files = await sortFiles(read);
	await settle(scope, { mail, read, files });
}

const unsettled = async (unit: Unit<SystemScope>, mailId: string): Promise<InboundMail | null> =>
	(await fateKnown(unit, mailId)) ? null : mailKept(unit, mailId);

async function givenUp(mail: InboundMail, bytes: Uint8Array): Promise<Work> {
	log('error', 'inbound.gave_up', { mailId: mail.id });
	return { mail, read: await headOfMail(bytes), files: NO_FILES, giveUp: true };
}

/** Counted before it is read: a mail that ends the process is not read for ever. */
async function begin(unit: Unit<SystemScope>, mailId: string): Promise<InboundMail | null> {
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
	read: ReadMail;
	files: SortedFiles;
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
	const { sender, found } = await whoAndWhat(unit, mail, read);
	const fate: Fate = giveUp
		? { kind: 'dead', why: 'gave_up' }
		: fateOf({ ...read, sender, thread: found?.thread ?? null });
	const settled: Settled = {
		...{ fate: mayLand ? fate : asTriage(fate), read, sorted: files, sender, found }
	};
	if (settled.fate.kind === 'message') await landReply(unit, mail, { read, files, found: found! });
	if (settled.fate.kind === 'bounce') settled.bounced = await hearBounce(unit, mail, read);
	await writeFate(unit, mail, settled);
}

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
