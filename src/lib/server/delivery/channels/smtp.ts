import { Readable } from 'node:stream';
import { parseConnectionUrl } from 'nodemailer/lib/shared';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { crashAt, crashOnTheWire, isCrashAsked } from '../crash-points';
import { WITHOUT_COPY, type Attempt } from '../outcome';
import type { Channel, OutgoingLetter } from './letter';
import { mimeOf } from './mime';

/** Reaching a server is quick or it is not there; its verdict on a letter may take a scan. `?socketTimeout=…` in the URL says otherwise. */
const PATIENCE = {
	connectionTimeout: 10_000,
	greetingTimeout: 10_000,
	dnsTimeout: 10_000,
	socketTimeout: 60_000
};

/**
 * One dialogue with the mail server for a batch of letters, begun with the first. `witness` gets a
 * copy in the same envelope: a server takes or refuses a letter for everybody it accepted.
 */
export function smtp(url: string, witness?: string): Channel {
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
		crashAt('connect');
		const result = await dispatch(open, letter, witness);
		if (result.kind !== 'accepted') forget();
		return result;
	}

	return {
		async send(letter) {
			const reused = open !== undefined;
			const first = await attempt(letter);
			// A server may hang up between two letters: nothing left, so a fresh dialogue may begin.
			const last = isCutOff(first) && reused ? await attempt(letter) : first;
			crashAt('answered');
			return last;
		},
		close() {
			open?.quit();
			open = undefined;
		}
	};
}

function connect(url: string): Promise<SMTPConnection> {
	const { auth, ...options } = parseConnectionUrl(url);
	const connection = new SMTPConnection({ ...PATIENCE, ...options, ...overheard() });
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

/** A test that dies in the middle of a dialogue listens to it. */
const overheard = () =>
	isCrashAsked() && {
		transactionLog: true,
		logger: {
			...{ level() {}, trace() {}, warn() {}, error() {}, fatal() {} },
			debug: crashOnTheWire,
			info: crashOnTheWire
		}
	};

async function dispatch(
	connection: SMTPConnection,
	letter: OutgoingLetter,
	witness?: string
): Promise<Attempt> {
	const envelope: Envelope = { from: letter.from, to: [letter.to, ...(witness ? [witness] : [])] };
	const body = bodyOf(await mimeOf(letter), () => refusalOf(envelope, letter.to));
	return new Promise((resolve) =>
		connection.send(envelope, body.stream, (error, info) =>
			resolve(
				toldWithoutCopy(
					envelope,
					error
						? faultOf(refusalOf(envelope, letter.to) ?? error, body.left())
						: { kind: 'accepted', response: info?.response ?? '' }
				)
			)
		)
	);
}

/** The client writes into the envelope whom the server refused. */
interface Envelope {
	from: string;
	to: string[];
	rejectedErrors?: (Fault & { recipient?: string })[];
}

const refusalOf = ({ rejectedErrors = [] }: Envelope, to: string): Fault | undefined =>
	rejectedErrors.find(({ recipient }) => recipient === to);

/**
 * The witness was refused (its mailbox is full, say) and the customer was not: the letter leaves, and
 * the absence of a copy will prove nothing.
 */
function toldWithoutCopy({ to: [, witness], ...envelope }: Envelope, attempt: Attempt): Attempt {
	const left = attempt.kind === 'accepted' || attempt.kind === 'silent';
	return left && witness && refusalOf({ to: [], ...envelope }, witness)
		? { ...attempt, response: WITHOUT_COPY }
		: attempt;
}

/**
 * Read for the first time when the server has said it listens (354): from then on the letter may have
 * arrived. Where only the witness was accepted nothing leaves, or its copy would lie.
 */
function bodyOf(mime: Buffer, refusal: () => Fault | undefined) {
	const parts = [mime.subarray(0, mime.length >> 1), mime.subarray(mime.length >> 1)];
	let left = false;
	const stream = new Readable({
		read() {
			const refused = refusal();
			if (refused) return void this.destroy(refused);
			if (left) crashAt('half_body');
			left = true;
			this.push(parts.shift() ?? null);
		}
	});
	return { stream, left: () => left };
}

type Fault = Error & { responseCode?: number | undefined; command?: string | undefined };

/** The line broke, or fell silent, before anything of the letter left. */
const CUT_OFF = 'cut off';
const isCutOff = (attempt: Attempt): boolean =>
	attempt.kind === 'unreachable' || (attempt.kind === 'refused' && attempt.cause === CUT_OFF);

function faultOf(error: Fault, left: boolean): Attempt {
	const response = wordsOf(error);
	if (error.responseCode)
		return {
			kind: 'refused',
			response,
			permanent: error.responseCode >= 500,
			ofRecipient: error.command === 'RCPT TO' || error.command === 'DATA'
		};
	// The server was there and this letter did not get through: it has been tried.
	return left
		? { kind: 'silent', response }
		: { kind: 'refused', response, permanent: false, cause: CUT_OFF };
}

const wordsOf = (error: unknown): string =>
	(error instanceof Error ? error.message : String(error)).slice(0, 500);
