import { sql } from 'drizzle-orm';
import { systemScope, type SystemScope } from '$lib/server/auth/scope';
import { unitOfWork } from '$lib/server/db/client';
import { deliverAll } from '$lib/server/delivery/deliver';
import { reconcileAll } from '$lib/server/delivery/reconcile';
import { deliverySummary, listDeliveries } from '$lib/server/delivery/queries';
import { machineNow } from '$lib/server/clock';
import { env } from '$lib/server/env';
import type { DeliveryStatus } from '$lib/server/db/schema/delivery';
import type { FaultySmtp } from '../support/faulty-smtp';
import { killNow, startWorker, stopWorker, type Worker } from '../support/workers';

export interface Proof {
	mails: number;
	kills: number;
	workers: number;
	accepted: number;
	/** Message-IDs that the server accepted more than once. */
	duplicates: number;
	/** Mails told as sent that the server never had. */
	lost: number;
	/** Mails each process had under way at once: as many may be in doubt for each death. */
	connections: number;
	/** Left in doubt by each death, in their order. */
	leftByKill: number[];
	/** Of which nobody knows. */
	unknown: number;
	/** kills × connections. */
	allowedUnknown: number;
	/** In doubt, and in the list a person decides from. */
	shown: number;
	/** Under way in the end: none may be. */
	underWay: number;
	/** With the witness asked: as above. */
	withWitness: { accepted: number; duplicates: number; lost: number; unknown: number };
	seconds: number;
}

interface Options {
	script: string;
	scope: SystemScope;
	smtp: FaultySmtp;
	kills: number;
	workers: number;
	/** As the owner of the tables: lets ten minutes go by for the dead. */
	asOwner: (sql: string) => Promise<Record<string, unknown>[]>;
	/** Lets the grace of the witness go by. */
	laterByGrace: () => void;
	random: () => number;
}

/** Two processes send the outbox while one after the other is killed; then the books are compared. */
export async function proveSending(options: Options): Promise<Proof> {
	const { scope, smtp, kills, workers, asOwner } = options;
	const began = performance.now();
	const mails = Object.values(await countsOf(scope)).reduce((sum, n) => sum + n, 0);
	const deaths = await sendAndKill(options, mails);
	const leftByKill = await leftBy(deaths, asOwner);
	// Of a group that died with its process, what had not begun is nobody's either.
	await asOwner(
		`update delivery set lease_until = lease_until - interval '11 minutes',
			begin_until = begin_until - interval '11 minutes' where status = 'claimed'`
	);
	await deliverAll();
	const before = await countsOf(scope);
	const shown = await shownIn(scope);
	const without = await booksOf(scope, smtp);
	options.laterByGrace();
	// The witness first, then what it sends again.
	for (let round = 0; round < 4; round++) {
		await reconcileAll({ arrivals: async (ids) => copiesIn(smtp, ids) });
		await deliverAll();
	}
	const after = await countsOf(scope);
	return {
		mails,
		kills,
		workers,
		...without,
		connections: env().SMTP_CONNECTIONS,
		leftByKill,
		unknown: before.unknown,
		allowedUnknown: kills * env().SMTP_CONNECTIONS,
		shown,
		underWay: before.planned + before.claimed + before.retry,
		withWitness: { ...(await booksOf(scope, smtp)), unknown: after.unknown },
		seconds: Math.round((performance.now() - began) / 100) / 10
	};
}

/** What the witness mailbox would hold: the server takes a letter for both recipients, or for none. */
const copiesIn = (smtp: FaultySmtp, ids: readonly string[]): Map<string, Date> => {
	const accepted = new Set(smtp.accepted.map(({ messageId }) => messageId));
	return new Map(ids.filter((id) => accepted.has(id)).map((id) => [id, new Date(0)]));
};

/**
 * The deaths are spread over the whole run: each when its share of the mails has left.
 * @returns when each of them happened
 */
async function sendAndKill(options: Options, mails: number): Promise<Date[]> {
	const { script, scope, smtp, kills, workers, random } = options;
	const alive = await Promise.all(Array.from({ length: workers }, () => startWorker(script)));
	const deaths: Date[] = [];
	for (let kill = 1; kill <= kills; kill++) {
		const share = Math.floor((mails * kill) / (kills + 1));
		await until(async () => smtp.accepted.length >= share || (await isDone(scope)));
		const victim = Math.floor(random() * workers);
		await killNow(alive[victim]!);
		deaths.push(machineNow());
		alive[victim] = await startWorker(script);
	}
	await until(() => isDone(scope));
	await Promise.all(alive.map((worker: Worker) => stopWorker(worker)));
	return deaths;
}

/**
 * What is still begun when everybody has stopped was in the hands of a dead one: of the first who died
 * after it was begun. The time it was begun is that of its lease, less the length of the lease.
 */
async function leftBy(deaths: readonly Date[], asOwner: Options['asOwner']): Promise<number[]> {
	const rows = await asOwner(
		`select lease_until - interval '10 minutes' as taken_at from delivery where status = 'claimed' and begin_until is null`
	);
	const killers = rows.map(({ taken_at }) =>
		deaths.findIndex((death) => death >= (taken_at as Date))
	);
	return deaths.map((_, kill) => killers.filter((killer) => killer === kill).length);
}

/** Every mail in doubt that the pages of the desk list. */
async function shownIn(scope: SystemScope): Promise<number> {
	const shown = new Set<string>();
	for (let page = 1, hasMore = true; hasMore; page++) {
		const listed = await unitOfWork(scope, (unit) =>
			listDeliveries(unit, { status: ['unknown'], page })
		);
		for (const { id } of listed.deliveries) shown.add(id);
		hasMore = listed.hasMore;
	}
	return shown.size;
}

/** What the dead took with them stays claimed until its lease is over. */
async function isDone(scope: SystemScope): Promise<boolean> {
	const { planned, retry } = await countsOf(scope);
	return planned + retry === 0;
}

const countsOf = (scope: SystemScope): Promise<Record<DeliveryStatus, number>> =>
	unitOfWork(scope, async (unit) => (await deliverySummary(unit)).counts);

async function booksOf(scope: SystemScope, smtp: FaultySmtp) {
	const accepted = smtp.accepted.map(({ messageId }) => messageId);
	const { rows } = await unitOfWork(scope, (unit) =>
		unit.tx.execute<{ message_id: string }>(
			sql`select message_id from delivery where organisation_id = ${scope.organisationId} and status = 'sent'`
		)
	);
	const known = new Set(accepted);
	return {
		accepted: accepted.length,
		duplicates: accepted.length - known.size,
		lost: rows.filter(({ message_id }) => !known.has(message_id)).length
	};
}

const DEADLINE_MS = 240_000;

async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
	for (const began = performance.now(); !(await isTrue());) {
		if (performance.now() - began > DEADLINE_MS) throw new Error('the run does not end');
		await new Promise((done) => setTimeout(done, 10));
	}
}

export const provingScope = (organisationId: string): SystemScope =>
	systemScope({ organisationId, timeZone: 'Europe/Paris', actor: 'proof' });
