import net from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

export interface FakeImap {
	url: string;
	/** Message-IDs in the mailbox, in the order of their numbers. */
	messages: string[];
	/** Every command it was given. */
	commands: string[];
	close(): Promise<void>;
}

/** As much of an IMAP server as reading one mailbox needs: sign in, open, search by header, fetch a date. */
export async function startImap(): Promise<FakeImap> {
	const sockets = new Set<Socket>();
	const server = net.createServer((socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket)).on('error', () => {});
		socket.write('* OK [CAPABILITY IMAP4rev1] ready\r\n');
		let pending = '';
		socket.on('data', (chunk) => {
			pending += chunk.toString('utf8');
			const lines = pending.split('\r\n');
			pending = lines.pop()!;
			for (const line of lines) reply(socket, line, imap);
		});
	});
	const imap: FakeImap = {
		url: '',
		messages: [],
		commands: [],
		close: () =>
			new Promise((done) => {
				for (const socket of sockets) socket.destroy();
				server.close(() => done());
			})
	};
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const { port } = server.address() as AddressInfo;
	imap.url = `imap://witness:a%20secret@127.0.0.1:${port}/INBOX`;
	return imap;
}

function reply(socket: Socket, line: string, imap: FakeImap): void {
	const [tag, ...rest] = line.split(' ');
	const command = rest.join(' ');
	imap.commands.push(command);
	for (const told of answersTo(command, imap)) socket.write(`* ${told}\r\n`);
	const isGood = !/^LOGIN/i.test(command) || command.includes('a secret');
	socket.write(`${tag} ${isGood ? 'OK' : 'NO'} done\r\n`);
}

function answersTo(command: string, { messages }: FakeImap): string[] {
	if (/^CAPABILITY/i.test(command)) return ['CAPABILITY IMAP4rev1'];
	if (/^LIST|^LSUB/i.test(command)) return ['LIST () "/" INBOX'];
	if (/^(SELECT|EXAMINE)/i.test(command))
		return [
			'FLAGS (\\Seen)',
			`${messages.length} EXISTS`,
			'0 RECENT',
			'OK [UIDVALIDITY 1] ok',
			`OK [UIDNEXT ${messages.length + 1}] ok`
		];
	if (/^UID SEARCH/i.test(command)) {
		const uids = messages.flatMap((id, at) => (command.includes(id) ? [at + 1] : []));
		return [`SEARCH ${uids.join(' ')}`.trim()];
	}
	const uid = /^UID FETCH (\d+)/i.exec(command)?.[1];
	return uid ? [`${uid} FETCH (UID ${uid} INTERNALDATE "03-Mar-2026 10:00:05 +0100")`] : [];
}
