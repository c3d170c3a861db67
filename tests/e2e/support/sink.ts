import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { readMail, type ReceivedMail } from '../../support/read-mail';

export interface Sink {
	url: string;
	mails: ReceivedMail[];
	/** The answer to the n-th mail and all later ones is never given. */
	hangFrom: number;
	close: () => Promise<void>;
}

/** A mail server that keeps what it is given; a mail counts as taken when its body was read. */
export async function startSink(): Promise<Sink> {
	const sink: Sink = { url: '', mails: [], hangFrom: Infinity, close: async () => {} };
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS', 'AUTH'],
		logger: false,
		closeTimeout: 500,
		onData(stream, _session, done) {
			const chunks: Buffer[] = [];
			stream.on('data', (chunk: Buffer) => chunks.push(chunk));
			stream.on('end', () => {
				sink.mails.push(readMail(Buffer.concat(chunks).toString('utf8')));
				if (sink.mails.length < sink.hangFrom) done(null);
			});
		}
	});
	server.on('error', () => {});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	sink.url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
	sink.close = () => new Promise((done) => server.close(() => done()));
	return sink;
}
