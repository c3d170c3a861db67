import net from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

export const STAGES = ['connect', 'EHLO', 'MAIL', 'RCPT', 'DATA', 'dot'] as const;
export type Stage = (typeof STAGES)[number];

/**
 * `refuse` says 421 and hangs up (at `connect`: nobody listens) · `silence` never answers · `4xx` says not
 * now · `5xx` says never · `disconnect` cuts the line without a word · `delay` answers, but late.
 */
export const FAULTS = ['refuse', 'silence', '4xx', '5xx', 'disconnect', 'delay'] as const;
export type Fault = (typeof FAULTS)[number];

export interface FaultySmtp {
	url: string;
	/** What fails, and where; null: a good server. */
	fault: { at: Stage; how: Fault } | null;
	/** Message-ID and recipients of every letter that was accepted, in its order. */
	accepted: { messageId: string; to: string[] }[];
	/** Recipients refused for now, whoever else is taken. */
	full: Set<string>;
	/** Called at each command, before its answer. */
	onStage: (stage: Stage) => void;
	close(): Promise<void>;
}

const GOOD: Record<Stage, string> = {
	connect: '220 faulty.test',
	EHLO: '250 faulty.test',
	MAIL: '250 ok',
	RCPT: '250 ok',
	DATA: '354 go on',
	dot: '250 queued'
};
const BAD = { refuse: '421 going away', '4xx': '451 not now', '5xx': '550 never' };
/** Shorter than the patience of the tests, long enough to be a delay. */
const DELAY_MS = 150;

/** A mail server written by hand, so that every answer may fail: nothing here is polite by itself. */
export async function startFaultySmtp(): Promise<FaultySmtp> {
	const sockets = new Set<Socket>();
	const server = net.createServer((socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket)).on('error', () => {});
		converse(socket, smtp);
	});
	const smtp: FaultySmtp = {
		url: '',
		fault: null,
		accepted: [],
		full: new Set(),
		onStage: () => {},
		close: () =>
			new Promise((done) => {
				for (const socket of sockets) socket.destroy();
				server.close(() => done());
			})
	};
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	smtp.url = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return smtp;
}

/** Nobody listens there. */
export async function deadUrl(): Promise<string> {
	const smtp = await startFaultySmtp();
	await smtp.close();
	return smtp.url;
}

function converse(socket: Socket, smtp: FaultySmtp): void {
	let pending = '';
	let body: string | null = null;
	let to: string[] = [];
	const reply = (stage: Stage, whenGood: () => void = () => {}) => {
		smtp.onStage(stage);
		answer(socket, smtp.fault?.at === stage ? smtp.fault.how : null, stage, whenGood);
	};
	const finish = (text: string) => {
		const messageId = /^Message-ID: *(\S+)/im.exec(text)?.[1] ?? '';
		const letter = { messageId, to };
		[body, to] = [null, []];
		reply('dot', () => smtp.accepted.push(letter));
	};
	const recipient = (address: string) => {
		if (smtp.full.has(address)) socket.write('452 mailbox full\r\n');
		else reply('RCPT', () => to.push(address));
	};
	const command = (line: string) => {
		const verb = line.slice(0, 4).toUpperCase();
		if (verb === 'EHLO' || verb === 'HELO') reply('EHLO');
		else if (verb === 'MAIL') reply('MAIL');
		else if (verb === 'RCPT') recipient(/<(.*)>/.exec(line)![1]!);
		else if (verb === 'DATA') reply('DATA', () => (body = ''));
		else if (verb === 'QUIT') socket.end('221 bye\r\n');
		else socket.write('250 ok\r\n');
	};
	reply('connect');
	socket.on('data', (chunk) => {
		pending += chunk.toString('latin1');
		for (let more = true; more;) {
			const cut = body === null ? pending.indexOf('\r\n') : pending.indexOf('\r\n.\r\n');
			more = cut >= 0;
			if (!more) return;
			const text = pending.slice(0, cut);
			pending = pending.slice(cut + (body === null ? 2 : 5));
			if (body === null) command(text);
			else finish(text);
		}
	});
}

function answer(socket: Socket, how: Fault | null, stage: Stage, whenGood: () => void): void {
	if (how === 'silence') return;
	if (how === 'disconnect') return void socket.destroy();
	if (how === 'delay') return void setTimeout(() => say(socket, stage, whenGood), DELAY_MS);
	if (how === null) return say(socket, stage, whenGood);
	socket.write(`${BAD[how]}\r\n`);
	if (how === 'refuse') socket.end();
}

function say(socket: Socket, stage: Stage, whenGood: () => void): void {
	whenGood();
	if (!socket.destroyed) socket.write(`${GOOD[stage]}\r\n`);
}
