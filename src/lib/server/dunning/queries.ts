import { and, count, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Decision, DecisionReasonCode } from '$lib/domain/dunning/decision';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { notice } from '../db/schema/notices';
import { decision, run } from '../db/schema/runs';
import { SENT_BY_US } from './run-orders';

/** The latest runs, each with what it did. */
export async function runsOf(unit: Unit<InsideScope>, limit: number) {
	const runs = await unit.tx
		.select()
		.from(run)
		.where(eq(run.organisationId, unit.scope.organisationId))
		.orderBy(desc(run.runOn))
		.limit(limit);
	const ids = runs.map(({ id }) => id);
	const outcomes = await countsOf(unit, ids);
	const notices = await noticeTotalsOf(unit, ids);
	return runs.map(({ id, runOn, lastAt, startedBy }) => ({
		runId: id,
		on: runOn,
		lastAt,
		startedBy,
		outcomes: outcomes(id),
		customers: Object.values(outcomes(id)).reduce((sum, n) => sum + n, 0),
		notices: notices(id)
	}));
}

/** What each run led to: mails, what a person does, and what was called off. */
async function noticeTotalsOf(unit: Unit<InsideScope>, runIds: readonly string[]) {
	const rows = runIds.length
		? await unit.tx
				.select({ runId: notice.runId, channel: notice.channel, status: notice.status, n: count() })
				.from(notice)
				.where(
					and(
						eq(notice.organisationId, unit.scope.organisationId),
						inArray(notice.runId, [...runIds])
					)
				)
				.groupBy(notice.runId, notice.channel, notice.status)
		: [];
	const sum = (runId: string, counts: (row: (typeof rows)[number]) => boolean) =>
		rows.filter((row) => row.runId === runId && counts(row)).reduce((total, { n }) => total + n, 0);
	return (runId: string) => ({
		mails: sum(runId, (row) => isMessage(row) && row.status !== 'cancelled'),
		toSend: sum(runId, (row) => isMessage(row) && row.status === 'planned'),
		sent: sum(runId, (row) => isMessage(row) && row.status === 'sent'),
		/** Calls, letters and hand-overs. */
		tasks: sum(runId, (row) => !isMessage(row) && row.status !== 'cancelled'),
		calledOff: sum(runId, ({ status }) => status === 'cancelled')
	});
}

const isMessage = ({ channel }: Pick<typeof notice.$inferSelect, 'channel'>): boolean =>
	SENT_BY_US.includes(channel);

export async function runOf(unit: Unit<InsideScope>, runId: string) {
	const [row] = await unit.tx
		.select()
		.from(run)
		.where(and(eq(run.organisationId, unit.scope.organisationId), eq(run.id, runId)));
	if (!row) throw new AppError('not_found');
	const outcomes = await countsOf(unit, [runId]);
	const { id, runOn, startedAt, lastAt, startedBy } = row;
	return {
		runId: id,
		on: runOn,
		startedAt,
		lastAt,
		startedBy,
		outcomes: outcomes(id),
		reasons: await reasonCountsOf(unit, id)
	};
}

async function countsOf(unit: Unit<InsideScope>, runIds: readonly string[]) {
	const rows = runIds.length
		? await unit.tx
				.select({ runId: decision.runId, outcome: decision.outcome, n: count() })
				.from(decision)
				.where(
					and(
						eq(decision.organisationId, unit.scope.organisationId),
						inArray(decision.runId, [...runIds])
					)
				)
				.groupBy(decision.runId, decision.outcome)
		: [];
	return (runId: string) => {
		const of = (outcome: Decision['outcome']) =>
			rows.find((row) => row.runId === runId && row.outcome === outcome)?.n ?? 0;
		return { send: of('send'), confirm: of('confirm'), task: of('task'), nothing: of('nothing') };
	};
}

/** Customers per reason, the most frequent first. */
async function reasonCountsOf(
	unit: Unit<InsideScope>,
	runId: string
): Promise<{ code: DecisionReasonCode; n: number }[]> {
	const { rows } = await unit.tx.execute<{ code: DecisionReasonCode; n: number }>(sql`
		select code, count(distinct d.customer_id)::int as n
		from ${decision} d, unnest(d.reasons) code
		where d.organisation_id = ${unit.scope.organisationId} and d.run_id = ${runId}
		group by 1 order by 2 desc, 1`);
	return rows.map(({ code, n }) => ({ code, n }));
}
