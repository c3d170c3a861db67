import net from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** `slow` answers never, `garbage` what no clamd says, `cut` hangs up in the middle. */
export type Mood = 'good' | 'slow' | 'garbage' | 'cut';

export interface FakeClamd {
	host: string;
	port: number;
	mood: Mood;
	/** What it was given to look at, whole. */
	seen: Buffer[];
	close(): Promise<void>;
}

/** The harmless test file every scanner knows; written apart, so that none stumbles over this one. */
export const EICAR = [
	'X5O!P%@AP[4\\PZX54(P^)7CC)7}',
	'$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'
].join('');

/** Speaks the two commands of clamd that are used, over TCP on this machine. */
export async function startFakeClamd(): Promise<FakeClamd> {
	const sockets = new Set<Socket>();
	const server = net.createServer((socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket)).on('error', () => {});
		converse(socket, clamd);
	});
	const clamd: FakeClamd = {
		host: '127.0.0.1',
		port: 0,
		mood: 'good',
		seen: [],
		close: () =>
			new Promise((done) => {
				for (const socket of sockets) socket.destroy();
				server.close(() => done());
			})
	};
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	clamd.port = (server.address() as AddressInfo).port;
	return clamd;
}

function converse(socket: Socket, clamd: FakeClamd): void {
	let heard = Buffer.alloc(0);
	socket.on('data', (chunk) => {
		heard = Buffer.concat([heard, chunk]);
		const command = heard.subarray(0, heard.indexOf(0) + 1).toString('latin1');
		if (command === 'zPING\0') return answer(socket, clamd.mood, 'PONG');
		if (command !== 'zINSTREAM\0') return;
		if (clamd.mood === 'cut') return void socket.destroy();
		const body = bodyIn(heard.subarray(command.length));
		if (!body) return;
		clamd.seen.push(body);
		const found = body.includes(EICAR);
		answer(socket, clamd.mood, found ? 'stream: Eicar-Test-Signature FOUND' : 'stream: OK');
	});
}

/** The pieces of a stream put together, or null while the empty one that ends it is missing. */
function bodyIn(stream: Buffer): Buffer | null {
	const pieces: Buffer[] = [];
	for (let at = 0; at + 4 <= stream.length;) {
		const length = stream.readUInt32BE(at);
		if (length === 0) return Buffer.concat(pieces);
		pieces.push(stream.subarray(at + 4, at + 4 + length));
		at += 4 + length;
	}
	return null;
}

function answer(socket: Socket, mood: Mood, words: string): void {
	if (mood === 'slow') return;
	socket.end(mood === 'garbage' ? '220 smtp.example ESMTP\r\n\0' : `${words}\0`);
}
