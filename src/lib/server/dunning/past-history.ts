import { and, asc, eq } from 'drizzle-orm';
import { localDateAt, type LocalDate } from '$lib/domain/calendar';
import { closesTask, wasReached, type CallOutcome } from '$lib/domain/dunning/call-outcome';
import { groupBy } from '$lib/domain/group-by';
import { pastEvents, type PastEvent } from '../audit/past-events';
import type { InsideScope } from '../auth/scope';
import type { AsOf } from '../db/as-of';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { returnedNotices } from '../delivery/returned-notices';
import { notice, type NoticeStatus } from '../db/schema/notices';
import { step } from '../db/schema/scenarios';
import {
	heard,
	isHistory,
	remembered,
	SKIPPED,
	TAKEN_BACK,
	type HistoryNotice,
	type NoticeRow
} from './history';

/**
 * What had been said, was being said or had been refused by a person at an instant. A notice that was
 * called off and planned again keeps one row: the audit tells its earlier lives. What was planned at
 * that very instant is what was decided then, not what was known before.
 */
export async function historyAsOf(
	unit: Unit<InsideScope>,
	customerIds: readonly string[],
	{ at }: AsOf
): Promise<HistoryNotice[]> {
	const rows = await noticesOf(unit, customerIds);
	const events = groupBy(
		await pastEvents(
			unit,
			'notice',
			rows.map(({ id }) => id),
			EVENTS
		),
		(event) => event.subjectId
	);
	const { timeZone } = unit.scope;
	const returned = await returnedNotices(unit, customerIds, at);
	return rows
		.flatMap((row) => noticeThen(row, { events: events.get(row.id) ?? [], at, timeZone }))
		.filter(isHistory)
		.sort((a, b) => a.plannedAt.getTime() - b.plannedAt.getTime())
		.map((past) => heard(remembered(past), returned));
}

const EVENTS = [
	'notice.planned',
	'notice.called',
	'notice.call_struck',
	'notice.cancelled',
	'notice.skipped',
	'notice.confirmed',
	'notice.followed',
	'notice.said_later',
	'notice.taken_back',
	'notice.written_again'
];

type Kept = Awaited<ReturnType<typeof noticesOf>>[number];

const noticesOf = (unit: Unit<InsideScope>, customerIds: readonly string[]) =>
	unit.tx
		.select({
			id: notice.id,
			customerId: notice.customerId,
			channel: notice.channel,
			status: notice.status,
			reasons: notice.reasons,
			stepKey: notice.stepKey,
			leaderInvoiceId: notice.leaderInvoiceId,
			tone: notice.tone,
			plannedAt: notice.plannedAt,
			plannedOn: notice.plannedOn,
			closedAt: notice.closedAt,
			closedOn: notice.closedOn,
			content: notice.content,
			definition: step.definition
		})
		.from(notice)
		.innerJoin(
			step,
			and(eq(step.organisationId, notice.organisationId), eq(step.id, notice.stepId))
		)
		.where(
			and(
				eq(notice.organisationId, unit.scope.organisationId),
				oneOf(notice.customerId, customerIds)
			)
		)
		.orderBy(asc(notice.plannedAt), asc(notice.id));

interface Look {
	events: readonly PastEvent[];
	at: Date;
	timeZone: string;
}

type ThenRow = NoticeRow & { plannedAt: Date };

/** The notice as its row would have been; none when it had not been planned. */
function noticeThen(kept: Kept, look: Look): ThenRow[] {
	const { at, timeZone } = look;
	const known = knownEvents(look);
	const planned = plannedIn(known, kept, look);
	if (!planned) return [];
	const isThisLife = planned.getTime() === kept.plannedAt.getTime();
	const since = sinceLastPlan(known, planned);
	const plannedOn = isThisLife ? kept.plannedOn : localDateAt(planned, timeZone);
	const life = { kept, since, isThisLife, timeZone, at };
	return [
		{
			row: {
				id: kept.id,
				customerId: kept.customerId,
				stepKey: kept.stepKey,
				tone: kept.tone,
				leaderInvoiceId: known.flatMap(leaderIn).at(-1) ?? kept.leaderInvoiceId,
				plannedOn,
				...endThen(life)
			},
			claimedOn: claimedOn(kept, { since, isThisLife, at }),
			legal: kept.definition.legal ?? false,
			spokenOn: spokenOn(since, timeZone),
			writtenAgainOn: writtenAgainOn(since, timeZone),
			skipped: skippedBy(kept, { since, isThisLife }),
			phase: kept.definition.phase,
			opensDays: kept.definition.opensDays,
			plannedAt: planned
		}
	];
}

const isPlan = ({ action }: PastEvent): boolean => action === 'notice.planned';

/** What had been done by then. What was planned at that very instant, and whatever came after, had not. */
function knownEvents({ events, at }: Look): readonly PastEvent[] {
	const next = events.findIndex((event) => event.at > at || (isPlan(event) && event.at >= at));
	return next < 0 ? events : events.slice(0, next);
}

/** The last time; a row older than the audit speaks for itself. */
function plannedIn(known: readonly PastEvent[], kept: Kept, { events, at }: Look): Date | null {
	if (events.some(isPlan)) return known.findLast(isPlan)?.at ?? null;
	return kept.plannedAt < at ? kept.plannedAt : null;
}

/** By their order: a notice that is called off and planned again is so in one instant. */
function sinceLastPlan(known: readonly PastEvent[], planned: Date): readonly PastEvent[] {
	const plan = known.findLastIndex(isPlan);
	return plan < 0 ? known.filter((event) => event.at >= planned) : known.slice(plan);
}

function spokenOn(since: readonly PastEvent[], timeZone: string): LocalDate | null {
	const event = notStruck(since).findLast(isCall(wasReached));
	return event ? localDateAt(event.at, timeZone) : null;
}

const CALLED = 'notice.called';
const isCall =
	(was: (outcome: CallOutcome) => boolean) =>
	({ action, data }: PastEvent): boolean =>
		action === CALLED && was(data.outcome as CallOutcome);

/** A call is noted where nobody had been spoken to: struck out, nobody was. */
const notStruck = (since: readonly PastEvent[]): readonly PastEvent[] =>
	since.slice(since.findLastIndex(({ action }) => action === 'notice.call_struck') + 1);

function writtenAgainOn(since: readonly PastEvent[], timeZone: string): LocalDate | null {
	const event = since.findLast(({ action }) => action === 'notice.written_again');
	return event ? localDateAt(event.at, timeZone) : null;
}

/** In an earlier life of its row the audit knows why, and not by which name. */
function skippedBy({ content }: Kept, { since, isThisLife }: Pick<Life, 'since' | 'isThisLife'>) {
	const { by = '', note = '' } = (isThisLife ? content : null) ?? ({} as Record<string, unknown>);
	const event = since.findLast(({ action }) => action === 'notice.skipped');
	return { by: String(by), reason: String(note || (event?.data.note ?? '')) };
}

/** The step may have passed to another invoice since. */
const leaderIn = ({ data }: PastEvent): string[] =>
	typeof data.leaderInvoiceId === 'string' ? [data.leaderInvoiceId] : [];

/** A mail that is tried again on another day says so in the audit; what it says now is on the row. */
function claimedOn(
	{ content }: Kept,
	{ since, isThisLife, at }: Pick<Life, 'since' | 'isThisLife' | 'at'>
): LocalDate | null {
	const { on, claimedAt } = (content ?? {}) as { on?: LocalDate; claimedAt?: string };
	if (isThisLife && on && claimedAt && new Date(claimedAt) <= at) return on;
	const later = since.findLast(({ action }) => action === 'notice.said_later');
	return (later?.data.on as LocalDate | undefined) ?? null;
}

interface Life {
	kept: Kept;
	/** What was done to it from its planning on. */
	since: readonly PastEvent[];
	isThisLife: boolean;
	timeZone: string;
	at: Date;
}

interface End {
	status: NoticeStatus;
	reasons: string[];
	closedOn: LocalDate | null;
}

function endThen({ kept, since, isThisLife, timeZone, at }: Life): End {
	if (isThisLife && kept.closedAt && kept.closedAt <= at)
		return { status: kept.status, reasons: kept.reasons, closedOn: kept.closedOn };
	const last = notStruck(since).findLast(ends);
	if (!last) return { status: openStatus(kept, since), reasons: [], closedOn: null };
	const by = last.action === 'notice.confirmed' && kept.channel === 'email' ? 'planned' : null;
	const { status, reasons } = by ? { status: by as NoticeStatus, reasons: [] } : ENDS[last.action]!;
	return { status, reasons, closedOn: by ? null : localDateAt(last.at, timeZone) };
}

const ends = (event: PastEvent): boolean =>
	event.action === CALLED ? isCall(closesTask)(event) : event.action in ENDS;

const ENDS: Record<string, Pick<End, 'status' | 'reasons'>> = {
	'notice.cancelled': { status: 'cancelled', reasons: [] },
	'notice.skipped': { status: 'cancelled', reasons: [SKIPPED] },
	'notice.taken_back': { status: 'cancelled', reasons: [SKIPPED, TAKEN_BACK] },
	'notice.confirmed': { status: 'done', reasons: [] },
	// Struck out since, its row is open.
	[CALLED]: { status: 'done', reasons: [] }
};

/** Nothing had ended it: it waited for a person, or to leave. */
function openStatus({ channel }: Kept, since: readonly PastEvent[]): NoticeStatus {
	const outcome = since.find(({ action }) => action === 'notice.planned')?.data.outcome;
	if (outcome) return outcome === 'send' ? 'planned' : 'to_confirm';
	return channel === 'email' ? 'planned' : 'to_confirm';
}
