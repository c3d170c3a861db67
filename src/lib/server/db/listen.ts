import pg from 'pg';
import { env } from '../env';
import { log } from '../log';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

export interface Listening {
	close(): void;
}

interface Listener {
	heard(payload: string): void;
	/** It listens, for the first time or again: what was said meanwhile nobody heard. */
	begun(): void;
	lost(): void;
}

/** A connection of its own for what PostgreSQL announces; lost, it comes back by itself, later and later. */
export function listenTo(channel: 'entendu_live', { heard, begun, lost }: Listener): Listening {
	let client: pg.Client | undefined;
	let timer: NodeJS.Timeout | undefined;
	let wait = FIRST_WAIT_MS;
	let isClosed = false;

	async function open(): Promise<void> {
		const opened = new pg.Client(settings());
		client = opened;
		opened.on('notification', ({ payload }) => heard(payload ?? ''));
		opened.on('error', () => again(opened));
		opened.on('end', () => again(opened));
		try {
			await opened.connect();
			await opened.query(`listen ${channel}`);
			wait = FIRST_WAIT_MS;
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
		void gone.end().catch(() => {});
		if (isClosed) return;
		lost();
		timer = setTimeout(() => void open(), wait);
		timer.unref();
		wait = Math.min(wait * 2, LONGEST_WAIT_MS);
	}

	void open();
	return {
		close() {
			isClosed = true;
			clearTimeout(timer);
			const open = client;
			client = undefined;
			void open?.end().catch(() => {});
		}
	};
}

const settings = () => ({
	connectionString: env().DATABASE_URL,
	connectionTimeoutMillis: 5_000,
	keepAlive: true,
	application_name: 'entendu live',
	options: '-c role=entendu_app'
});
