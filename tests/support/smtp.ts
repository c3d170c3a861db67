import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { readMail, type ReceivedMail } from './read-mail';

/**
 * `accept` takes every mail · `refuse` answers nobody · `later` says 451 to every body · `never` says
 * 550 to every recipient · `drop` takes the body and cuts the line without an answer.
 */
export type SmtpMood = 'accept' | 'refuse' | 'later' | 'never' | 'drop';

export interface Smtp {
	url: string;
	/** Everything taken so far, `drop` included: the body was read. */
	mails: ReceivedMail[];
	/** The same, byte for byte. */
	raw: Buffer[];
	mood: SmtpMood;
	/** Addresses nobody has, whatever the mood. */
	nobody: Set<string>;
	close: () => Promise<void>;
}

const answer = (code: number, text: string) =>
	Object.assign(new Error(text), { responseCode: code });

/** A real mail server on loopback that keeps what it is given. */
export async function startSmtp(port = 0): Promise<Smtp> {
	const smtp: Smtp = {
		url: '',
		mails: [],
		raw: [],
		mood: 'accept',
		nobody: new Set(),
		close: async () => {}
	};
	const sockets = new Set<Socket>();
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS', 'AUTH'],
		logger: false,
		onConnect: (_session, done) => done(smtp.mood === 'refuse' ? answer(421, 'not now') : null),
		onRcptTo: ({ address }, _session, done) =>
			done(
				smtp.mood === 'never' || smtp.nobody.has(address) ? answer(550, 'no such mailbox') : null
			),
		onData(stream, _session, done) {
			const chunks: Buffer[] = [];
			stream.on('data', (chunk: Buffer) => chunks.push(chunk));
			stream.on('end', () => {
				if (smtp.mood === 'later') return done(answer(451, 'try again'));
				smtp.raw.push(Buffer.concat(chunks));
				smtp.mails.push(readMail(Buffer.concat(chunks).toString('utf8')));
				if (smtp.mood === 'drop') for (const socket of sockets) socket.destroy();
				else done(null);
			});
		}
	});
	server.on('error', () => {});
	server.server.on('connection', (socket: Socket) => {
		sockets.add(socket);
		socket.once('close', () => sockets.delete(socket));
	});
	await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
	smtp.url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
	smtp.close = () => new Promise((done) => server.close(done));
	return smtp;
}
