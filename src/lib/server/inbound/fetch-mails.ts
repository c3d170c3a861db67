import type { ImapFlow } from 'imapflow';
import { LARGEST_MAIL, NOT_FETCHED } from '$lib/domain/inbound/limits';
import { MailboxStands } from '$lib/domain/inbound/standing';
import type { SystemScope } from '../auth/scope';
import { env } from '../env';
import { log } from '../log';
import { unitOfWork } from '../db/client';
import { inMailbox, mailboxName } from '../mail/imap-mailbox';
import { allOrganisations } from '../settings/queries';
import { lastUid } from './queries';
import { receiveMail } from './receive-mail';
import { inboundScope, whoseMail } from './whose-mail';

/** In one round; the rest comes with the next one. */
const MOST_AT_ONCE = 200;

/**
 * Keeps what is new in the mailbox, which is only read: where it went on is told by what is kept. A
 * mailbox that counts anew is gone through again, and everything in it is known by its bytes.
 */
export async function fetchMails(url: string): Promise<void> {
	const owner = await ownerOfMailbox();
	await inMailbox(url, (client) => takeNew(client, mailboxName(url), owner));
}

/** @throws MailboxStands when nobody is named whose it is */
async function ownerOfMailbox(): Promise<SystemScope> {
	const all = await allOrganisations();
	const named = env().INBOUND_ORGANISATION;
	const owner = named ? all.find(({ slug }) => slug === named) : all.length === 1 && all[0];
	if (owner) return inboundScope(owner);
	log('error', 'inbound.no_owner', { named });
	throw new MailboxStands('no_owner');
}

/** Everything behind the last one that is kept, the oldest first. */
export async function takeNew(
	client: ImapFlow,
	mailbox: string,
	owner: SystemScope
): Promise<void> {
	const uidValidity = Number(client.mailbox && client.mailbox.uidValidity);
	const last = await lastKnown({ mailbox, uidValidity });
	const found = await client.search({ uid: `${last + 1}:*` }, { uid: true });
	// A server that refuses says nothing of what is new.
	if (!found) throw new MailboxStands('refused');
	// A range that begins behind the last one answers the last one.
	const fresh = found.filter((uid) => uid > last).sort((a, b) => a - b);
	for (const uid of fresh.slice(0, MOST_AT_ONCE))
		await takeOrPass(client, { mailbox, uidValidity, uid }, owner);
}

/** Rounds in which a mail may fail before the others go on without it. */
const MOST_TRIES = 5;
/** By place, in this process: begun anew it tries anew. */
const failed = new Map<string, number>();

/** A mailbox that is away is tried again; one mail it never gives is noted, and keeps nobody else waiting. */
async function takeOrPass(client: ImapFlow, place: Place, owner: SystemScope): Promise<void> {
	const name = JSON.stringify(place);
	try {
		const found = await given(client, place, owner);
		failed.delete(name);
		// What fails from here on is ours (a full disk, a database that is away): it is tried again, and never passed.
		if (found) await receiveMail(found.scope, { ...found.mail, recipient: '', place });
	} catch (thrown) {
		if (!(thrown instanceof NotGiven)) throw thrown;
		const tries = (failed.get(name) ?? 0) + 1;
		failed.set(name, tries);
		if (tries < MOST_TRIES) throw thrown.cause;
		log('error', 'inbound.passed', { ...place, error: thrown.cause });
		await receiveMail(owner, { bytes: standInFor(name), recipient: '', place });
		failed.delete(name);
	}
}

/** Kept in its place: it tells a colleague to look into the mailbox, and where the reading goes on. */
const standInFor = (name: string): Uint8Array<ArrayBuffer> =>
	new Uint8Array(Buffer.from(`${NOT_FETCHED}: ${name}\r\n\r\n`));

type Place = Parameters<typeof receiveMail>[1]['place'] & object;

/** A mail belongs to the organisation it answers, not to that of the mailbox. */
async function lastKnown(of: Omit<Place, 'uid'>): Promise<number> {
	const known: number[] = [0];
	for (const organisation of await allOrganisations())
		known.push(await unitOfWork(inboundScope(organisation), (unit) => lastUid(unit, of)));
	return Math.max(...known);
}

/** The mailbox did not give it. */
class NotGiven extends Error {}

/** What the mailbox gives, and whose it is. @throws NotGiven */
async function given(client: ImapFlow, place: Place, owner: SystemScope) {
	const mail = await mailAt(client, place).catch((cause: unknown) => {
		throw new NotGiven('not given', { cause });
	});
	return mail && { mail, scope: await whoseMail(mail.bytes, { recipient: '', owner }) };
}

/** A mailbox nobody reached for a weekend says when each of its mails came. */
async function mailAt(client: ImapFlow, place: Place) {
	// One byte more than may be read: enough to see that it is too large.
	const asked = { source: { maxLength: LARGEST_MAIL + 1 }, internalDate: true };
	const message = await client.fetchOne(String(place.uid), asked, { uid: true });
	if (!message || !message.source) return null;
	return { bytes: new Uint8Array(message.source), cameAt: instantOf(message.internalDate) };
}

const instantOf = (said: Date | string | undefined): Date | undefined => {
	const instant = said === undefined ? undefined : new Date(said);
	return instant && !isNaN(instant.getTime()) ? instant : undefined;
};
