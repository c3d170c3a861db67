import net from 'node:net';
import { env } from '../env';

export type Verdict = { clean: true } | { clean: false; name: string };

/** Silence of the scanner after which a file waits for the next round. */
const PATIENCE_MS = 20_000;
/** Its answers are one line. */
const LONGEST_ANSWER = 4_096;
/** clamd takes a stream in pieces, each with its length in front; below its StreamMaxLength in all. */
const PIECE_BYTES = 64 * 1024;

/** Without one nothing is quarantined. */
export const hasScanner = (): boolean => addressOf() !== null;

/**
 * Asks clamd about a file without giving it a path: INSTREAM, the way its manual (clamd(8)) says.
 * @throws when there is no answer, or none that says clean or found: the file stays where it is
 */
export async function scanBytes(bytes: Uint8Array, patience = PATIENCE_MS): Promise<Verdict> {
	const answer = await ask('zINSTREAM\0', bytes, patience);
	if (answer === 'stream: OK') return { clean: true };
	const found = /^stream: (.{1,200}) FOUND$/.exec(answer)?.[1];
	if (found) return { clean: false, name: found };
	throw new Error(`clamd answered "${answer.slice(0, 100)}"`);
}

/** Whether it answers just now. */
export const scannerIsUp = (): Promise<boolean> =>
	ask('zPING\0', null, 1_000).then(
		(answer) => answer === 'PONG',
		() => false
	);

function ask(command: string, bytes: Uint8Array | null, patience: number): Promise<string> {
	const address = addressOf();
	if (!address) return Promise.reject(new Error('no clamd is configured'));
	return new Promise((done, fail) => {
		const socket = net.connect(address);
		let said = '';
		// Of the whole conversation: one that drips a byte a second is no answer either.
		const clock = setTimeout(() => socket.destroy(new Error('clamd is silent')), patience);
		socket.setEncoding('utf8');
		socket.once('connect', () => speak(socket, command, bytes));
		socket.on('data', (words: string) => {
			said += words;
			if (said.includes('\0')) socket.end();
			else if (said.length > LONGEST_ANSWER) socket.destroy(new Error('clamd says too much'));
		});
		// It hangs up while it is still being sent to: what it said before that counts.
		socket.once('error', (error) => (said ? undefined : fail(error)));
		socket.once('close', () => {
			clearTimeout(clock);
			if (said.includes('\0')) done(said.slice(0, said.indexOf('\0')).trim());
			else fail(new Error('clamd hung up'));
		});
	});
}

function speak(socket: net.Socket, command: string, bytes: Uint8Array | null): void {
	socket.write(command);
	if (bytes) {
		for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
			const piece = bytes.subarray(at, at + PIECE_BYTES);
			socket.write(lengthOf(piece.length));
			socket.write(piece);
		}
		socket.write(lengthOf(0));
	}
}

function lengthOf(bytes: number): Uint8Array {
	const four = new Uint8Array(4);
	new DataView(four.buffer).setUint32(0, bytes);
	return four;
}

function addressOf(): net.NetConnectOpts | null {
	const { CLAMD_SOCKET, CLAMD_HOST, CLAMD_PORT } = env();
	if (CLAMD_SOCKET) return { path: CLAMD_SOCKET };
	return CLAMD_HOST ? { host: CLAMD_HOST, port: CLAMD_PORT } : null;
}
