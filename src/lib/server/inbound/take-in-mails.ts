import { mailboxFaultOf, type MailboxFault } from '$lib/domain/inbound/standing';
import type { SystemScope } from '../auth/scope';
import { unitOfWork } from '../db/client';
import { env } from '../env';
import { isInstanceHeld } from '../instance/queries';
import { log } from '../log';
import { allOrganisations } from '../settings/queries';
import { fetchMails } from './fetch-mails';
import { unsettledMails } from './queries';
import { settleMail } from './settle-mail';
import { inboundScope } from './whose-mail';
import { writeRound } from './write-round';

/** Of one organisation in one round; the others do not wait behind a flood. */
const MOST_AT_ONCE = 200;

/** Fetches what came and reads what is kept. A mailbox that is away keeps nobody from the rest. */
export async function takeInMails(): Promise<void> {
	// A restored copy would hear what the original heard already.
	if (await isInstanceHeld()) return;
	const url = env().INBOUND_IMAP_URL;
	const fault = url ? await faultOfRound(url) : null;
	for (const organisation of await allOrganisations()) {
		const scope = inboundScope(organisation);
		// Answers to any of them lie in the one mailbox.
		if (url) await unitOfWork(scope, (unit) => writeRound(unit, fault));
		await settleKept(scope);
	}
}

const faultOfRound = (url: string): Promise<MailboxFault | null> =>
	fetchMails(url).then(
		() => null,
		(error: unknown) => {
			log('error', 'inbound.not_fetched', { error });
			return mailboxFaultOf(error);
		}
	);

/** Up to so many that can be read: one whose file is gone waits for it, and takes nobody's place. */
export async function settleKept(scope: SystemScope, most = MOST_AT_ONCE): Promise<void> {
	let settled = 0;
	for (let after: string | null = null; ;) {
		const page = { after, most };
		const ids: string[] = await unitOfWork(scope, (unit) => unsettledMails(unit, page));
		for (const mailId of ids) if (await isSettled(scope, mailId)) settled++;
		if (ids.length < most || settled >= most) return;
		after = ids.at(-1)!;
	}
}

const isSettled = (scope: SystemScope, mailId: string): Promise<boolean> =>
	settleMail(scope, mailId).then(
		() => true,
		(error: unknown) => {
			log('error', 'inbound.not_settled', { mailId, error });
			return false;
		}
	);
