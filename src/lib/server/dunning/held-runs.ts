import { and, eq, sql } from 'drizzle-orm';
import { holdsMails, stateAfter, type RunOrder } from '$lib/domain/dunning/run-state';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { run, runOrder } from '../db/schema/runs';

const MINUTE = 60_000;

/** What the run of a message says about its mails. */
export interface RunHold {
	/** Called off by a person, perhaps while this message was being planned. */
	isCancelled: boolean;
	/**
	 * Until when its mails wait before they ask again; null when they may leave. Nothing leaves before
	 * everybody was looked at once: only then is known how many messages the day has.
	 */
	until: Date | null;
}

/** Of these runs; one that is gone holds nobody. */
export async function runHolds(
	unit: Unit<SystemScope>,
	runIds: readonly string[]
): Promise<(runId: string) => RunHold> {
	const rows = await unit.tx
		.select({ id: run.id, seen: run.seen, kind: lastOrder(unit) })
		.from(run)
		.where(and(eq(run.organisationId, unit.scope.organisationId), oneOf(run.id, runIds)));
	const found = new Map(rows.map((row) => [row.id, holdOf(unit, row)]));
	return (runId) => found.get(runId) ?? { isCancelled: false, until: null };
}

// Named in full: inside the subquery a bare name would be one of the order.
const lastOrder = (unit: Unit<SystemScope>) => sql<RunOrder | null>`(
	select o.kind from ${runOrder} o
	where o.organisation_id = ${unit.scope.organisationId} and o.run_id = run.id
	order by o.at desc, o.id desc limit 1)`;

function holdOf(
	{ now }: Unit<SystemScope>,
	{ seen, kind }: Pick<typeof run.$inferSelect, 'seen'> & { kind: RunOrder | null }
): RunHold {
	const state = stateAfter(kind ?? undefined);
	const minutes = seen === null ? 1 : holdsMails(state) ? WHILE_PAUSED : 0;
	return {
		isCancelled: state === 'cancelled',
		until: minutes === 0 ? null : new Date(now.getTime() + minutes * MINUTE)
	};
}

/** An order to go on wakes them before that. */
const WHILE_PAUSED = 30;
