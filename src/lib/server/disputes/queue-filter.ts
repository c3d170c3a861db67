import { and, asc, desc, eq, inArray, not, or, sql, type SQL } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import {
	ACTIVE_STATUSES,
	DISPUTE_STATUSES,
	isClosed,
	RUNNING_STATUSES,
	UNDECIDED_STATUSES,
	type DisputeStatus
} from '$lib/domain/disputes/lifecycle';
import type { Stage } from '$lib/domain/disputes/causes';
import type { Priority } from '$lib/domain/disputes/priority';
import type { Danger } from '$lib/domain/disputes/queue-filter';
import type { ReasonCategory } from '$lib/domain/disputes/reasons';
import type { DeskScope } from '../auth/scope';
import { queueCase } from '../db/schema/queue-cases';
import { resolution } from '../db/schema/resolutions';
import { isAskedOfHim } from './asked-now';
import { dueDay, promisedDay, warnDay, type DaysOf } from './moved-days';
import { isPartOf } from './participants';
import { offeredBy } from './queue-offers';
import type { RequestsOfMine } from './requests-of-mine';
import type { StandsIn } from './stands-in';
import { isToAssign } from './to-assign';

export const VIEWS = [
	'open',
	'triage',
	'mine',
	'part',
	'late',
	'decide',
	'approve',
	'signature',
	'customer',
	'close',
	'closed'
] as const;
export type View = (typeof VIEWS)[number];
export const SORTS = ['due', 'deadline', 'amount', 'age'] as const;

export interface QueueFilter {
	view: View;
	sort: (typeof SORTS)[number];
	/** Words of the case, its customer, its invoices or its conversation. */
	q: string;
	/** Code of a reason. */
	reason: string;
	/** What kind of claim its reason is; empty for all. */
	category: '' | ReasonCategory;
	/** How soon it is to be seen to; empty for all. */
	priority: '' | Priority;
	/** How its next deadline stands; empty for all. */
	deadline: '' | Danger;
	/** Where its cause was found. */
	stage: '' | Stage;
	/** Id of a step of the house's own; empty for all. */
	subStatus: string;
	/** Code of a customer. */
	customer: string;
	/** Of whoever is asked now; empty for all. */
	team: string;
	/** The id of whoever is asked now, `me`, or `nobody`. */
	owner: string;
	/** In the units of the organisation's currency, as a machine writes them. */
	amountFrom: string;
	amountTo: string;
	openedFrom: LocalDate | '';
	openedTo: LocalDate | '';
	/** Closed in so many days up to today, of any day when empty. */
	closedWithin: string;
	page: number;
}

export const EVERY_CASE: QueueFilter = {
	...{
		view: 'open',
		sort: 'due',
		q: '',
		reason: '',
		category: '',
		stage: '' as const,
		priority: '' as const,
		deadline: '' as const,
		customer: '',
		subStatus: ''
	},
	...{ team: '', owner: '', amountFrom: '', amountTo: '', openedFrom: '', openedTo: '' },
	...{ closedWithin: '', page: 1 }
};

/** Who looks at the queue, when, and what waits for him. */
export interface Looker {
	user: DeskScope['user'];
	today: LocalDate;
	standsIn: StandsIn;
	requests: RequestsOfMine;
	/** Cases in which nobody is asked any more. */
	ofNobody: readonly string[];
	/** Cases that wait for an answer which may have come by mail: it is for the house to read it. */
	heard: readonly string[];
	/** Cases whose days are not worked out yet. */
	stale: DaysOf;
}

const CLOSED = DISPUTE_STATUSES.filter(isClosed);
export const STATUSES: Record<View, readonly DisputeStatus[]> = {
	open: ACTIVE_STATUSES,
	triage: RUNNING_STATUSES,
	mine: ACTIVE_STATUSES,
	part: ACTIVE_STATUSES,
	late: RUNNING_STATUSES,
	decide: ['in_progress'],
	approve: UNDECIDED_STATUSES,
	signature: UNDECIDED_STATUSES,
	customer: ['waiting_customer'],
	close: ['decided', 'implementing'],
	closed: CLOSED
};

export const inView = (looker: Looker, view: View): SQL | undefined =>
	and(isIn(looker, STATUSES[view]), asksMore[view]?.(looker));

/** Of a row: it stands there. While a mail that may answer it is unread, nobody waits for its customer. */
export function isIn({ heard }: Pick<Looker, 'heard'>, statuses: readonly DisputeStatus[]): SQL {
	const stands = inArray(queueCase.status, [...statuses]);
	if (heard.length === 0) return stands;
	if (statuses.includes('in_progress')) return sql`(${stands} or ${isOneOf(heard)})`;
	return statuses.includes('waiting_customer')
		? sql`(${stands} and not ${isOneOf(heard)})`
		: stands;
}

/** Where it stands by that. */
export const statusOf = ({ heard }: Pick<Looker, 'heard'>): SQL<DisputeStatus> =>
	heard.length > 0
		? sql<DisputeStatus>`case when ${isOneOf(heard)} then 'in_progress' else ${queueCase.status} end`
		: sql<DisputeStatus>`${queueCase.status}`;

/** What a view asks of a case besides its status. */
export const asksMore: Partial<Record<View, (looker: Looker) => SQL>> = {
	triage: (looker) => sql`(${not(isAwaited(looker))} and ${isToAssign(looker.ofNobody)})`,
	decide: (looker) => sql`(${not(isAwaited(looker))} and not ${isToAssign(looker.ofNobody)})`,
	late: ({ stale, today }) => sql`${promisedDay(stale)} < ${today}`,
	mine: (looker) => isMine(looker),
	part: ({ user }) => isPartOf(user.id),
	approve: ({ requests }) => isOneOf(requests.toSign),
	signature: (looker) => isAwaited(looker)
};

/** Somebody decided it, and a signature is waited for: nothing of it is to be handed out or decided meanwhile. */
const isAwaited = ({ requests }: Looker): SQL => isOneOf([...requests.awaited.keys()]);

export const IN_WORK: readonly DisputeStatus[] = ACTIVE_STATUSES.filter(
	(status) => status !== 'waiting_customer'
);

type Days = Pick<Looker, 'stale' | 'today' | 'heard'>;

/** While its customer is waited for nothing is in danger, and what is over keeps the day it had. */
export const inDanger = (looker: Days, danger: Danger): SQL =>
	sql`(${isIn(looker, IN_WORK)} and ${hasPassed(looker, danger)})`;

/** The same of a case in work. */
export const hasPassed = ({ stale, today }: Omit<Days, 'heard'>, danger: Danger): SQL =>
	danger === 'breached'
		? sql`${dueDay(stale)} < ${today}`
		: sql`${warnDay(stale)} <= ${today} and ${dueDay(stale)} >= ${today}`;

/**
 * Asked of him or looked after by him: that stands in its row. Each other way a case is his gives its own few: asked of
 * every case in turn, they would cost what the house has. `is true`: they are looked up in what the order already gives,
 * not joined to it, which took each of them through the table.
 */
const isMine = ({ user, standsIn, requests }: Looker): SQL =>
	sql`(${or(isAskedOfHim(user, standsIn), eq(queueCase.collectorId, user.id))} or ${queueCase.id} in (
		select unnest(${`{${[...requests.toSign, ...requests.toReply, ...requests.toRedo.keys()].join(',')}}`}::uuid[])
		union all ${decidedBy(user.id)}
		union all ${offeredBy(user.id)}) is true)`;

export const isOneOf = (ids: readonly string[]): SQL =>
	ids.length > 0 ? inArray(queueCase.id, [...ids]) : sql`false`;

/** Decided, and still to close. */
const decidedBy = (userId: string) =>
	sql`select ${resolution.disputeId} from ${resolution} join queue_case decided on decided.organisation_id = ${resolution.organisationId}
		and decided.id = ${resolution.disputeId} and decided.status in ('decided', 'implementing')
		where ${resolution.decidedById} = ${userId}`;

export function order({ sort, view }: QueueFilter, looker: Looker): SQL[] {
	const { stale } = looker;
	if (sort === 'amount') return [desc(queueCase.contestedMinor), asc(queueCase.id)];
	if (sort === 'age' || view === 'closed')
		return [sort === 'age' ? asc(queueCase.openedAt) : desc(queueCase.openedAt), asc(queueCase.id)];
	if (sort === 'deadline')
		return [
			sql`${statusOf(looker)} = 'waiting_customer'`,
			sql`${dueDay(stale)} asc nulls last`,
			asc(queueCase.id)
		];
	// Who waits for the customer comes after who may act.
	return [
		sql`${statusOf(looker)} in ('waiting_customer', 'decided', 'implementing')`,
		asc(promisedDay(stale)),
		asc(queueCase.id)
	];
}
