import type { ImapFlow } from 'imapflow';
import { inMailbox } from '../../mail/imap-mailbox';
import type { Witness } from './witness';

/** Looks for copies by their Message-ID. `imaps://user:password@host/INBOX` */
export const imapWitness = (url: string): Witness => ({
	arrivals: (messageIds) => inMailbox(url, (client) => arrivalsIn(client, messageIds))
});

async function arrivalsIn(
	client: ImapFlow,
	messageIds: readonly string[]
): Promise<Map<string, Date>> {
	const found = new Map<string, Date>();
	for (const id of messageIds) {
		const uids = await client.search({ header: { 'message-id': id } }, { uid: true });
		const [uid] = uids || [];
		if (uid) found.set(id, await arrivalOf(client, uid));
	}
	return found;
}

async function arrivalOf(client: ImapFlow, uid: number): Promise<Date> {
	const message = await client.fetchOne(String(uid), { internalDate: true }, { uid: true });
	return new Date((message && message.internalDate) || 0);
}
