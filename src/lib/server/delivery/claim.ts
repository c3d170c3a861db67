import { and, eq } from 'drizzle-orm';
import type { SystemScope } from '../auth/scope';
import { machineNow } from '../clock';
import { unitOfWork, type Unit } from '../db/client';
import { delivery } from '../db/schema/delivery';
import type { MailFacts, MailName } from '../mail/mails';
import type { OutgoingMessage } from './channels/message';
import { crashAt } from './crash-points';
import { lockDue } from './lock-deliveries';
import { leftBefore, namesOf } from './mail-names';
import { withoutReader, type NoReader } from './may-receive';
import { putAgain } from './put-again';
import { remember, stop } from './not-sent';
import {
	askAboutCopy,
	askAboutNotices,
	type Addressee,
	type NoticeVerdict,
	type PostedLetter
} from './notice-hook';
import type { Device } from './push/queries';
import { askAboutDevice, writePush } from './push/write-push';
import type { Delivery } from './queries';
import { writeLetter } from './write-letter';
import { writePost } from './write-post';
import { writeText } from './write-text';
import type { Written } from './written';

/** Longer than the slowest dialogue with a mail server: whoever holds it longer has died. */
const LEASE_MINUTES = 10;
export const leaseFromNow = (): Date => new Date(machineNow().getTime() + LEASE_MINUTES * 60_000);

export interface Claim {
	id: string;
	attempts: number;
	/** Tried for the first time then. */
	triedSince: Date;
	message: OutgoingMessage;
	/** The same for the same message to the same person, in every life of the database. */
	name: string;
}

type Facts = MailFacts[MailName];
type Yes = { send: true; facts: Facts; posted?: PostedLetter; device?: Device };
type No = Extract<NoticeVerdict, { send: false }>;

/**
 * Takes one mail for this process, in a transaction of its own: after it, the words are fixed and
 * nobody else sends it. Null when somebody else has it, or when it shall not be sent any more.
 */
export const claimDelivery = (scope: SystemScope, id: string): Promise<Claim | null> =>
	unitOfWork(scope, async (unit) => {
		const [row] = await lockDue(unit, [id]);
		if (!row) return null;
		const left = (await leftBefore(unit, [row])).get(id);
		if (left) return remember(unit, row, left);
		const end = (await withoutReader(unit, [row])).get(id);
		const verdict = await verdictOn(unit, row, end);
		if (!verdict.send) {
			await putAgain(unit, row, end);
			return stop(unit, row, verdict);
		}
		// The look may have given the step to another invoice.
		const [name] = (await namesOf(unit, [row]))(row);
		const claim = await take(unit, row, verdict, name);
		crashAt('before_claim');
		return claim;
	});

// What putMail stored for a mail are the facts of that mail.
async function verdictOn(
	unit: Unit<SystemScope>,
	row: Delivery,
	end: NoReader | undefined
): Promise<Yes | No> {
	if (row.noticeId)
		return (
			await askAboutNotices(unit, [{ noticeId: row.noticeId, to: addresseeOf(row, end) }])
		)[0]!;
	if (end) return { send: false, reasons: [end] };
	if (row.channel === 'push') return verdictOnPush(unit, row);
	return isCopy(row.facts)
		? askAboutCopy(unit, row.facts, addresseeOf(row))
		: { send: true, facts: row.facts as Facts };
}

async function verdictOnPush(unit: Unit<SystemScope>, row: Delivery): Promise<Yes | No> {
	const asked = await askAboutDevice(unit, row);
	if ('reason' in asked) return { send: false, reasons: [asked.reason] };
	return { send: true, facts: row.facts as Facts, device: asked.device };
}

export const addresseeOf = (
	{ channel, toEmail, toPhone, language }: Delivery,
	end?: NoReader
): Addressee => ({
	email: toEmail,
	language,
	...(channel === 'sms' && { phone: toPhone }),
	...(end && { end })
});

const isCopy = (facts: object): facts is MailFacts['dunning-notice'] => 'copy' in facts;

async function take(
	unit: Unit<SystemScope>,
	row: Delivery,
	verdict: Yes,
	name: string
): Promise<Claim> {
	const { written, message } = await write(unit, row, verdict);
	const attempts = row.attempts + 1;
	const firstAttemptAt = row.firstAttemptAt ?? unit.now;
	await unit.tx
		.update(delivery)
		.set({ ...written, status: 'claimed', attempts, leaseUntil: leaseFromNow(), firstAttemptAt })
		.where(and(eq(delivery.organisationId, unit.scope.organisationId), eq(delivery.id, row.id)));
	return { id: row.id, attempts, triedSince: firstAttemptAt, message, name };
}

/** In the form of its way out. Only notices go by text message or by post. */
function write(unit: Unit<SystemScope>, row: Delivery, verdict: Yes): Promise<Written> {
	if (row.channel === 'sms')
		return writeText(unit, row, verdict.facts as MailFacts['dunning-notice']);
	if (verdict.device) return writePush(unit, row, verdict.device);
	if (row.channel === 'email') return writeLetter(unit, row, verdict.facts);
	if (!verdict.posted) throw new Error('a letter goes by post, and nobody wrote one');
	return writePost(unit, row, verdict.posted);
}
