import { and, eq, gt, sql } from 'drizzle-orm';
import { holdsMails, stateAfter, type RunOrder } from '$lib/domain/dunning/run-state';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { letter } from '../db/schema/letters';
import { notice } from '../db/schema/notices';
import { run, runOrder } from '../db/schema/runs';
import type { NoticeRow } from './lock-notices';

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

const FREE: RunHold = { isCancelled: false, until: null };

type Notice = Pick<NoticeRow, 'id' | 'runId'>;

/** Of these notices; a run that is gone holds nobody, nor does one that was called off before a yes. */
export async function runHolds(
	unit: Unit<SystemScope>,
	notices: readonly Notice[]
): Promise<(notice: Notice) => RunHold> {
	const runIds = [...new Set(notices.map(({ runId }) => runId))];
	const rows = await unit.tx
		.select({ id: run.id, seen: run.seen, kind: lastOrder(unit) })
		.from(run)
		.where(and(eq(run.organisationId, unit.scope.organisationId), oneOf(run.id, runIds)));
	const found = new Map(rows.map((row) => [row.id, holdOf(unit, row)]));
	const cancelled = notices.filter(({ runId }) => found.get(runId)?.isCancelled);
	const confirmed = await confirmedSince(unit, cancelled);
	return ({ id, runId }) => (confirmed.has(id) ? FREE : (found.get(runId) ?? FREE));
}

/**
 * Letters somebody said yes to after their run was called off, as to one that is written again that day:
 * the order was no word about them.
 */
async function confirmedSince(
	unit: Unit<SystemScope>,
	cancelled: readonly Notice[]
): Promise<ReadonlySet<string>> {
	if (cancelled.length === 0) return new Set();
	const ids = cancelled.map(({ id }) => id);
	const { organisationId } = unit.scope;
	const rows = await unit.tx
		.select({ id: notice.id })
		.from(notice)
		.innerJoin(
			letter,
			and(eq(letter.organisationId, organisationId), eq(letter.noticeId, notice.id))
		)
		.innerJoin(
			runOrder,
			and(eq(runOrder.organisationId, organisationId), eq(runOrder.runId, notice.runId))
		)
		.where(
			and(
				eq(notice.organisationId, organisationId),
				oneOf(notice.id, ids),
				eq(runOrder.kind, 'cancel'),
				gt(letter.createdAt, runOrder.at)
			)
		);
	return new Set(rows.map(({ id }) => id));
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
