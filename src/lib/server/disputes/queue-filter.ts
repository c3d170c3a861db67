import { and, asc, desc, eq, ilike, inArray, or, sql, type SQL } from 'drizzle-orm';
import { can } from '$lib/domain/access';
import type { LocalDate } from '$lib/domain/calendar';
import {
	ACTIVE_STATUSES,
	DISPUTE_STATUSES,
	isClosed,
	RUNNING_STATUSES,
	type DisputeStatus
} from '$lib/domain/disputes/lifecycle';
import type { ReasonCategory } from '$lib/domain/disputes/reasons';
import type { Money } from '$lib/domain/money';
import type { DeskScope } from '../auth/scope';
import { containing } from '../db/containing';
import { answer, assignment } from '../db/schema/assignments';
import { dispute } from '../db/schema/disputes';
import { resolution } from '../db/schema/resolutions';
import type { DeadlinesOf } from './deadline-facts';
import { promisedDayColumn } from './promised-day-column';
import { claimed, currency } from './claimed-items';
import { offeredBy } from './queue-offers';
import { itsInvoices, type QueueTables } from './queue-tables';
import { asksStandIn, type StandsIn } from './stands-in';

export const VIEWS = [
	'open',
	'triage',
	'mine',
	'late',
	'decide',
	'customer',
	'close',
	'closed'
] as const;
export type View = (typeof VIEWS)[number];
export const SORTS = ['due', 'amount', 'age'] as const;

export interface QueueFilter {
	view: View;
	sort: (typeof SORTS)[number];
	/** Reference, customer, invoice number. */
	q: string;
	/** Code of a reason. */
	reason: string;
	/** What kind of claim its reason is; empty for all. */
	category: '' | ReasonCategory;
	/** Code of a customer. */
	customer: string;
	page: number;
}

/** Who looks at the queue, when, and what the house may give without an approver. */
export interface Looker {
	user: DeskScope['user'];
	today: LocalDate;
	standsIn: StandsIn;
	limit: Money;
	/** Cases whose day is not the first one any more. */
	moved: DeadlinesOf;
}

const CLOSED = DISPUTE_STATUSES.filter(isClosed);
const STATUSES: Record<View, readonly DisputeStatus[]> = {
	open: ACTIVE_STATUSES,
	triage: ['submitted'],
	mine: ACTIVE_STATUSES,
	late: RUNNING_STATUSES,
	decide: ['in_progress'],
	customer: ['waiting_customer'],
	close: ['decided', 'implementing'],
	closed: CLOSED
};

export const inView = (looker: Looker, view: View): SQL | undefined =>
	and(
		inArray(dispute.status, [...STATUSES[view]]),
		view === 'late' ? sql`${promisedDayColumn(looker.moved)} < ${looker.today}` : undefined,
		view === 'mine' ? isMine(looker) : undefined
	);

const isMine = ({ user, standsIn, limit }: Looker): SQL | undefined =>
	or(
		eq(assignment.userId, user.id),
		eq(assignment.resolverEmail, user.email),
		asksStandIn(standsIn),
		eq(dispute.collectorId, user.id),
		can(user.role, 'disputes.decide_above_limit') ? awaitsApprover(limit) : undefined,
		decidedBy(user.id),
		offeredBy(user.id)
	);

/** What only somebody else may give, once the house has answered; the limit says nothing of another currency. */
const awaitsApprover = (limit: Money) =>
	sql`(${dispute.status} in ('assigned', 'in_progress') and exists (select from ${answer} where ${answer.organisationId} = ${dispute.organisationId} and ${answer.disputeId} = ${dispute.id}) and ${claimed} > case when ${currency} = ${limit.currency} then ${limit.minor.toString()}::bigint else 0 end)`;

/** Decided, and still to close. */
const decidedBy = (userId: string) =>
	sql`(${dispute.status} in ('decided', 'implementing') and exists (select from ${resolution} where ${resolution.organisationId} = ${dispute.organisationId} and ${resolution.disputeId} = ${dispute.id} and ${resolution.decidedById} = ${userId}))`;

export const matching = (tables: QueueTables, filter: QueueFilter): SQL | undefined =>
	and(
		filter.reason ? eq(tables.reason.code, filter.reason) : undefined,
		filter.category ? eq(tables.reason.category, filter.category) : undefined,
		filter.customer ? eq(tables.customer.code, filter.customer) : undefined,
		filter.q ? textMatches(tables, containing(filter.q)) : undefined
	);

const textMatches = (tables: QueueTables, pattern: string) =>
	or(
		ilike(dispute.reference, pattern),
		ilike(tables.customer.name, pattern),
		ilike(tables.customer.code, pattern),
		sql`exists (select from ${itsInvoices(tables)} and ${ilike(tables.invoice.number, pattern)})`
	);

export function order({ sort, view }: QueueFilter, { moved }: Looker): SQL[] {
	if (sort === 'amount') return [desc(claimed), asc(dispute.id)];
	if (sort === 'age' || view === 'closed')
		return [sort === 'age' ? asc(dispute.openedAt) : desc(dispute.openedAt), asc(dispute.id)];
	// Who waits for the customer comes after who may act.
	return [
		sql`${dispute.status} in ('waiting_customer', 'decided', 'implementing')`,
		asc(promisedDayColumn(moved)),
		asc(dispute.id)
	];
}
