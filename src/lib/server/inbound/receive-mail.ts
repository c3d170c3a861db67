import { and, eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { SystemScope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { inboundMail } from '../db/schema/inbound';
import { sha256OfBytes } from '../evidence';
import { storeFileIn } from '../files';

/** Where a fetched mail lies. */
export interface MailPlace {
	mailbox: string;
	uidValidity: number;
	uid: number;
}

export interface Received {
	bytes: Uint8Array;
	/** Whom the mail server delivered it to; empty when the door does not know. */
	recipient: string;
	place?: MailPlace | undefined;
	/** When it came into the mailbox it was fetched from; else it comes now. */
	cameAt?: Date | undefined;
}

/**
 * Keeps a mail as it came, before anybody reads it. The same bytes twice are one mail, wherever they lie
 * by then: a mailbox that counts anew brings nothing back.
 */
export const receiveMail = (scope: SystemScope, mail: Received): Promise<{ mailId: string }> =>
	unitOfWork(scope, async (unit) => {
		const sha256 = sha256OfBytes(mail.bytes);
		const known = await mailWith(unit, sha256);
		const mailId = known ?? (await keep(unit, sha256, mail));
		if (known && mail.place) await moveTo(unit, known, mail.place);
		return { mailId };
	});

async function mailWith(unit: Unit<SystemScope>, sha256: string): Promise<string | null> {
	const [row] = await unit.tx
		.select({ id: inboundMail.id })
		.from(inboundMail)
		.where(
			and(eq(inboundMail.organisationId, unit.scope.organisationId), eq(inboundMail.sha256, sha256))
		);
	return row?.id ?? null;
}

/** Two at the same time: the second one fails, with its file, and finds the first the next time. */
async function keep(
	unit: Unit<SystemScope>,
	sha256: string,
	{ bytes, recipient, place, cameAt }: Received
): Promise<string> {
	const id = uuidv7();
	const { storageKey } = await storeFileIn(unit, bytes);
	await unit.tx.insert(inboundMail).values({
		organisationId: unit.scope.organisationId,
		...{ id, sha256, storageKey, bytes: bytes.length, recipient },
		...place,
		receivedAt: earlier(cameAt, unit.now)
	});
	return id;
}

/** Nothing came later than now, whatever the clock of its server says. */
const earlier = (cameAt: Date | undefined, now: Date): Date =>
	cameAt && cameAt < now ? cameAt : now;

const moveTo = (unit: Unit<SystemScope>, mailId: string, place: MailPlace) =>
	unit.tx
		.update(inboundMail)
		.set(place)
		.where(
			and(eq(inboundMail.organisationId, unit.scope.organisationId), eq(inboundMail.id, mailId))
		);
