import { and, count, desc, eq, gte, inArray, lt, lte, ne } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { addDays, type LocalDate } from '$lib/domain/calendar';
import { stateAfter, type RunOrder, type RunState } from '$lib/domain/dunning/run-state';
import type { Channel } from '$lib/domain/dunning/scenario';
import { isAbnormal } from '$lib/domain/dunning/volume';
import { record } from '../audit/record';
import { actorOf, type InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { notice } from '../db/schema/notices';
import { run, runOrder } from '../db/schema/runs';

export const ordersOf = (unit: Unit<InsideScope>, runId: string) =>
	unit.tx
		.select({ kind: runOrder.kind, note: runOrder.note, at: runOrder.at, by: runOrder.by })
		.from(runOrder)
		.where(and(eq(runOrder.organisationId, unit.scope.organisationId), eq(runOrder.runId, runId)))
		.orderBy(desc(runOrder.at), desc(runOrder.id));

export const stateOf = async (unit: Unit<InsideScope>, runId: string): Promise<RunState> =>
	stateAfter((await ordersOf(unit, runId).limit(1))[0]?.kind);

/** Written as it is: whether it may be given is for whoever gives it to ask. */
export async function writeOrder(
	unit: Unit<InsideScope>,
	runId: string,
	kind: RunOrder,
	note: string
): Promise<void> {
	await unit.tx.insert(runOrder).values({
		organisationId: unit.scope.organisationId,
		id: uuidv7(),
		runId,
		kind,
		note,
		at: unit.now,
		by: actorOf(unit.scope).name
	});
	await record(unit, `run.${kind}`, { kind: 'run', id: runId }, { note });
}

/** Messages a run planned or sent by itself, and the most any day of the 30 before led to. */
export interface Volume {
	mails: number;
	largestDay: number;
}

export const volumeOf = async (
	unit: Unit<InsideScope>,
	runId: string,
	on: LocalDate
): Promise<Volume> => ({
	mails: await mailsOfRun(unit, runId),
	largestDay: await largestDayBefore(unit, on)
});

export const mailsOfRun = (unit: Unit<InsideScope>, runId: string): Promise<number> =>
	unit.tx.$count(notice, and(mailsOf(unit), eq(notice.runId, runId)));

/** In the 30 days before. */
export async function largestDayBefore(unit: Unit<InsideScope>, on: LocalDate): Promise<number> {
	const days = await unit.tx
		.select({ mails: count() })
		.from(notice)
		.innerJoin(run, and(eq(run.organisationId, notice.organisationId), eq(run.id, notice.runId)))
		.where(and(mailsOf(unit), gte(run.runOn, addDays(on, -30)), lt(run.runOn, on)))
		.groupBy(notice.runId);
	return Math.max(0, ...days.map(({ mails }) => mails));
}

/** Channels of messages that leave without anybody's hand. */
export const SENT_BY_US: readonly Channel[] = ['email', 'sms'];

const mailsOf = (unit: Unit<InsideScope>) =>
	and(
		eq(notice.organisationId, unit.scope.organisationId),
		inArray(notice.channel, [...SENT_BY_US]),
		ne(notice.status, 'cancelled')
	);

/**
 * In the transaction that plans the messages which are too many: none of them can leave before
 * somebody has seen it. What was approved counts like a day that was usual: many more stop it again.
 */
export async function stopWhenAbnormal(
	unit: Unit<InsideScope>,
	runId: string,
	{ mails, largestDay }: Volume
): Promise<boolean> {
	if (!isAbnormal(mails, largestDay)) return false;
	const orders = await ordersOf(unit, runId);
	if (!isAbnormal(mails, Math.max(largestDay, await approvedIn(unit, runId, orders)))) return false;
	if (stateAfter(orders[0]?.kind) !== 'running') return false;
	await writeOrder(unit, runId, 'stop', JSON.stringify({ mails, largestDay }));
	return true;
}

/** How many messages there were when somebody approved them last; 0 when nobody had to. The latest order comes first. */
async function approvedIn(
	unit: Unit<InsideScope>,
	runId: string,
	orders: readonly { kind: RunOrder; at: Date }[]
): Promise<number> {
	const approval = orders.find(({ kind }) => kind === 'approve');
	if (!approval) return 0;
	const before = and(mailsOf(unit), eq(notice.runId, runId), lte(notice.plannedAt, approval.at));
	return unit.tx.$count(notice, before);
}
