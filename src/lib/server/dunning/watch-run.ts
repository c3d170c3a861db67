import { and, eq, inArray } from 'drizzle-orm';
import { stateAfter } from '$lib/domain/dunning/run-state';
import { volumeLimit } from '$lib/domain/dunning/volume';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { notice } from '../db/schema/notices';
import { decision, run } from '../db/schema/runs';
import { deedsOfRun } from './run-deeds';
import { mailsIn } from './run-mails';
import { ordersOf, type Volume } from './run-orders';

/** How far a run has come, who told it what, and whether it waits. */
export async function watchRun(unit: Unit<InsideScope>, runId: string) {
	const [row] = await unit.tx
		.select({ on: run.runOn, customers: run.customers, seen: run.seen })
		.from(run)
		.where(theRun(unit, runId));
	if (!row) throw new AppError('not_found');
	const orders = await ordersOf(unit, runId);
	const mails = await mailsIn(unit, runId);
	return {
		state: stateAfter(orders[0]?.kind),
		isOver: row.on < unit.today,
		isThrough: row.seen !== null,
		open: await openIn(unit, runId),
		decided: await decidedIn(unit, runId),
		customers: row.customers,
		toLeave: (mails.planned ?? 0) + (mails.to_confirm ?? 0),
		mails,
		orders: orders.map((order) => ({ ...order, ...wordsOf(order) })),
		...(await deedsOfRun(unit, runId))
	};
}

const theRun = (unit: Unit<InsideScope>, runId: string) =>
	and(eq(run.organisationId, unit.scope.organisationId), eq(run.id, runId));

const decidedIn = (unit: Unit<InsideScope>, runId: string): Promise<number> =>
	unit.tx.$count(
		decision,
		and(eq(decision.organisationId, unit.scope.organisationId), eq(decision.runId, runId))
	);

/** Of any channel: a letter to confirm is called off with its run too. */
const openIn = (unit: Unit<InsideScope>, runId: string): Promise<number> =>
	unit.tx.$count(
		notice,
		and(
			eq(notice.organisationId, unit.scope.organisationId),
			eq(notice.runId, runId),
			inArray(notice.status, ['planned', 'to_confirm'])
		)
	);

/** A stop says its figures, everything else the words of a person. */
function wordsOf({ kind, note }: { kind: string; note: string }) {
	if (kind !== 'stop') return { note, volume: null };
	const volume = JSON.parse(note) as Volume;
	return { note: '', volume: { ...volume, limit: volumeLimit(volume.largestDay) } };
}
