import pg from 'pg';
import { env } from '../env';
import { log } from '../log';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
const BEAT_MS = 30_000;
const PATIENCE_MS = 5_000;

export interface Listening {
	close(): void;
}

interface Listener {
	heard(payload: string): void;
	/** It listens, for the first time or again: what was said meanwhile nobody heard. */
	begun(): void;
	lost(): void;
}

interface Line {
	url: string;
	beatMs: number;
	patienceMs: number;
}
const ownLine = (): Line => ({
	url: env().DATABASE_URL,
	beatMs: BEAT_MS,
	patienceMs: PATIENCE_MS
});

/**
 * A connection of its own for what PostgreSQL announces; lost, it comes back by itself, later and later. Asked now and
 * then: of a line that fell silent nobody hears that it is gone.
 */
export function listenTo(
	channel: 'entendu_live',
	{ heard, begun, lost }: Listener,
	line = ownLine()
): Listening {
	let client: pg.Client | undefined;
	let timer: NodeJS.Timeout | undefined;
	let wait = FIRST_WAIT_MS;
	let isClosed = false;
	let mayAsk = false;

	async function open(): Promise<void> {
		const opened = new pg.Client(settings(line));
		client = opened;
		opened.on('notification', ({ payload }) => heard(payload ?? ''));
		opened.on('error', () => again(opened));
		opened.on('end', () => again(opened));
		try {
			await opened.connect();
			await opened.query(`listen ${channel}`);
			wait = FIRST_WAIT_MS;
			mayAsk = true;
			if (!isClosed) begun();
		} catch (error) {
			log('warn', 'live.listening_failed', { error });
			again(opened);
		}
	}

	/** Once for each connection that was lost. */
	function again(gone: pg.Client): void {
		if (client !== gone) return;
		client = undefined;
		mayAsk = false;
		void gone.end().catch(() => {});
		if (isClosed) return;
		lost();
		timer = setTimeout(() => void open(), wait);
		timer.unref();
		wait = Math.min(wait * 2, LONGEST_WAIT_MS);
	}

	async function ask(): Promise<void> {
		const asked = client;
		if (!asked || !mayAsk) return;
		// Not asked again before it has answered.
		mayAsk = false;
		await asked.query('select 1').then(
			() => void (mayAsk ||= client === asked),
			() => again(asked)
		);
	}

	const beat = setInterval(() => void ask(), line.beatMs);
	beat.unref();
	void open();
	return {
		close() {
			isClosed = true;
			clearTimeout(timer);
			clearInterval(beat);
			const open = client;
			client = undefined;
			void open?.end().catch(() => {});
		}
	};
}

const settings = ({ url, patienceMs }: Line) => ({
	connectionString: url,
	connectionTimeoutMillis: patienceMs,
	query_timeout: patienceMs,
	keepAlive: true,
	application_name: 'entendu live',
	options: '-c role=entendu_app'
});
