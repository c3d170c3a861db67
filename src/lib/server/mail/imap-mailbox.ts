import { ImapFlow } from 'imapflow';

const PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

/** Read only: nothing in the mailbox is changed, not even what counts as seen. `imaps://user:password@host/INBOX` */
export async function inMailbox<T>(
	url: string,
	read: (client: ImapFlow) => Promise<T>
): Promise<T> {
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

/** Where a mailbox is, without how it is opened. */
export function mailboxName(text: string): string {
	const { host, port, auth, mailbox } = settingsIn(text);
	return `${auth.user}@${host}:${port}/${mailbox}`;
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
