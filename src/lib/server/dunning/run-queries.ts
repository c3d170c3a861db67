import { and, asc, count, desc, eq, gte, inArray, sql, type SQL } from 'drizzle-orm';
import { addDays } from '$lib/domain/calendar';
import type { LocalDate } from '$lib/domain/calendar';
import { stateAfter, type RunState } from '$lib/domain/dunning/run-state';
import { volumeLimit } from '$lib/domain/dunning/volume';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../auth/scope';
import { namedCustomers } from '../customers/queries';
import { byName } from '../db/by-name';
import type { Unit } from '../db/client';
import { notice, type NoticeStatus } from '../db/schema/notices';
import { decision, run } from '../db/schema/runs';
import { bouncedNotices } from '../delivery/returned-notices';
import { ordersOf, volumeOf, type Volume } from './run-orders';

const PAGE = 50;

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
		orders: orders.map((order) => ({ ...order, ...wordsOf(order) }))
	};
}

/** The run of a business day, if there was one. */
export async function runIdOn(unit: Unit<InsideScope>, on: LocalDate): Promise<string | null> {
	const [row] = await unit.tx
		.select({ id: run.id })
		.from(run)
		.where(and(eq(run.organisationId, unit.scope.organisationId), eq(run.runOn, on)));
	return row?.id ?? null;
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

/** Messages of a run by what became of them. */
async function mailsIn(
	unit: Unit<InsideScope>,
	runId: string
): Promise<Partial<Record<MailStatus, number>>> {
	const rows = await unit.tx
		.select({ status: statusIn(unit), n: count() })
		.from(notice)
		.where(and(mailsOfRun(unit, runId)))
		// By its place: said twice, its parameters would make it two expressions.
		.groupBy(sql`1`);
	return Object.fromEntries(rows.map((row) => [row.status, row.n]));
}

/** What left and came back is no longer only sent. */
export type MailStatus = NoticeStatus | 'bounced';

const statusIn = (unit: Unit<InsideScope>): SQL<MailStatus> =>
	sql`case when ${notice.status} = 'sent' and ${notice.id} in ${bouncedNotices(unit)} then 'bounced' else ${notice.status} end`;

const mailsOfRun = (unit: Unit<InsideScope>, runId: string, status?: MailStatus) =>
	and(
		eq(notice.organisationId, unit.scope.organisationId),
		eq(notice.runId, runId),
		inArray(notice.channel, ['email', 'sms']),
		status && eq(statusIn(unit), status)
	);

/** Of a page beyond the last one: the last one. */
export async function runMails(
	unit: Unit<InsideScope>,
	runId: string,
	{ status, page: asked }: { status?: MailStatus | undefined; page: number }
) {
	const customer = namedCustomers(unit);
	const where = mailsOfRun(unit, runId, status);
	const total = await unit.tx.$count(notice, where);
	const pages = Math.max(1, Math.ceil(total / PAGE));
	const page = Math.min(asked, pages);
	const rows = await unit.tx
		.select({
			noticeId: notice.id,
			customerId: customer.id,
			name: customer.name,
			code: customer.code,
			status: statusIn(unit),
			closedAt: notice.closedAt
		})
		.from(notice)
		.innerJoin(customer, eq(customer.id, notice.customerId))
		.where(where)
		.orderBy(byName(customer.name), asc(notice.id))
		.limit(PAGE)
		.offset((page - 1) * PAGE);
	return { rows, total, page, pages };
}

export interface WaitingRun {
	runId: string;
	on: LocalDate;
	state: RunState;
	mails: number;
	largestDay: number;
}

/** Runs of the last month that wait for a person, the newest first. */
export async function waitingRuns(unit: Unit<InsideScope>): Promise<WaitingRun[]> {
	const rows = await unit.tx
		.select({ runId: run.id, on: run.runOn })
		.from(run)
		.where(
			and(
				eq(run.organisationId, unit.scope.organisationId),
				gte(run.runOn, addDays(unit.today, -30))
			)
		)
		.orderBy(desc(run.runOn));
	const found: WaitingRun[] = [];
	for (const { runId, on } of rows) {
		const state = stateAfter((await ordersOf(unit, runId).limit(1))[0]?.kind);
		if (state === 'stopped' || state === 'paused')
			found.push({ runId, on, state, ...(await volumeOf(unit, runId, on)) });
	}
	return found;
}
