import { ImapFlow } from 'imapflow';
import type { Witness } from './witness';

const PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

/** Read only: nothing in the mailbox is changed, not even what counts as seen. `imaps://user:password@host/INBOX` */
export const imapWitness = (url: string): Witness => ({
	arrivals: (messageIds) => inMailbox(url, (client) => arrivalsIn(client, messageIds))
});

async function inMailbox<T>(url: string, read: (client: ImapFlow) => Promise<T>): Promise<T> {
	const { mailbox, ...options } = settingsIn(url);
	const client = new ImapFlow({ ...PATIENCE, ...options, logger: false, disableAutoIdle: true });
	// A fault is the answer of the call under way; heard by nobody, it would end the process.
	client.on('error', () => {});
	try {
		await client.connect();
		await client.mailboxOpen(mailbox, { readOnly: true });
		return await read(client);
	} finally {
		client.close();
	}
}

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

function settingsIn(text: string) {
	const url = new URL(text);
	const secure = url.protocol === 'imaps:';
	return {
		host: url.hostname,
		port: Number(url.port) || (secure ? 993 : 143),
		secure,
		auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
		mailbox: decodeURIComponent(url.pathname.slice(1)) || 'INBOX'
	};
}
