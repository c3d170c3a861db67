import { Readable } from 'node:stream';
import { parseConnectionUrl } from 'nodemailer/lib/shared';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Attempt } from '../outcome';
import type { Channel, OutgoingLetter } from './letter';
import { mimeOf } from './mime';

/** Reaching a server is quick or it is not there; its verdict on a letter may take a scan. `?socketTimeout=…` in the URL says otherwise. */
const PATIENCE = {
	connectionTimeout: 10_000,
	greetingTimeout: 10_000,
	dnsTimeout: 10_000,
	socketTimeout: 60_000
};

/** One dialogue with the mail server for a batch of letters, begun with the first. */
export function smtp(url: string): Channel {
	let open: SMTPConnection | undefined;
	const forget = () => {
		open?.close();
		open = undefined;
	};

	async function attempt(letter: OutgoingLetter): Promise<Attempt> {
		try {
			open ??= await connect(url);
		} catch (error) {
			return { kind: 'unreachable', response: wordsOf(error) };
		}
		const result = await dispatch(open, letter);
		if (result.kind !== 'accepted') forget();
		return result;
	}

	return {
		async send(letter) {
			const reused = open !== undefined;
			const first = await attempt(letter);
			// A server may hang up between two letters: nothing left, so a fresh dialogue may begin.
			return first.kind === 'unreachable' && reused ? attempt(letter) : first;
		},
		close() {
			open?.quit();
			open = undefined;
		}
	};
}

function connect(url: string): Promise<SMTPConnection> {
	const { auth, ...options } = parseConnectionUrl(url);
	const connection = new SMTPConnection({ ...PATIENCE, ...options });
	return new Promise((resolve, reject) => {
		// Stays for the life of the connection: an error nobody hears would end the process.
		connection.on('error', reject);
		connection.connect((error) => {
			if (error) return reject(error);
			if (!auth) return resolve(connection);
			connection.login({ user: auth.user, pass: auth.pass }, (refused) =>
				refused ? reject(refused) : resolve(connection)
			);
		});
	});
}

async function dispatch(connection: SMTPConnection, letter: OutgoingLetter): Promise<Attempt> {
	const mime = await mimeOf(letter);
	let left = false;
	// Read for the first time when the server has said it listens (354): from then on the letter may have arrived.
	const body = new Readable({
		read() {
			left = true;
			this.push(mime);
			this.push(null);
		}
	});
	return new Promise((resolve) =>
		connection.send({ from: letter.from, to: [letter.to] }, body, (error, info) =>
			resolve(error ? faultOf(error, left) : { kind: 'accepted', response: info?.response ?? '' })
		)
	);
}

type Fault = Error & { responseCode?: number | undefined; command?: string | undefined };

function faultOf(error: Fault, left: boolean): Attempt {
	const response = wordsOf(error);
	if (error.responseCode)
		return {
			kind: 'refused',
			response,
			permanent: error.responseCode >= 500,
			ofRecipient: error.command === 'RCPT TO' || error.command === 'DATA'
		};
	return left ? { kind: 'silent', response } : { kind: 'unreachable', response };
}

const wordsOf = (error: unknown): string =>
	(error instanceof Error ? error.message : String(error)).slice(0, 500);
