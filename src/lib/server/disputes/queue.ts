import { and, asc, desc, eq, ilike, inArray, or, sql, type SQL } from 'drizzle-orm';
import type { ReasonCategory } from '$lib/domain/disputes/reasons';
import {
	ACTIVE_STATUSES,
	DISPUTE_STATUSES,
	isClosed,
	type DisputeStatus
} from '$lib/domain/disputes/lifecycle';
import { can } from '$lib/domain/access';
import { timeLeft, type TimeLeft } from '$lib/domain/disputes/deadlines';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { customer } from '../db/schema/customers';
import {
	answer,
	assignment,
	dispute,
	disputeItem,
	reason,
	resolution
} from '../db/schema/disputes';
import { invoice } from '../db/schema/invoices';
import { organisation } from '../db/schema/organisations';
import { likeText } from '../invoices/queries';
import { workingCalendarOf } from '../settings/queries';

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
export const PAGE = 25;

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

/** One page of the queue; the same filter is the same page, whoever gets the address. */
export async function disputeQueue(unit: Unit<DeskScope>, filter: QueueFilter) {
	const where = and(inView(unit, filter.view), ...matching(filter));
	const rows = await unit.tx
		.select(columns)
		.from(dispute)
		.innerJoin(reason, itsReason)
		.innerJoin(customer, itsCustomer)
		.leftJoin(assignment, currentOne)
		.where(and(eq(dispute.organisationId, unit.scope.organisationId), where))
		.orderBy(...order(filter))
		.limit(PAGE)
		.offset((filter.page - 1) * PAGE);
	const calendar = await workingCalendarOf(unit);
	return {
		rows: rows.map((row) => ({
			...row,
			left: leftOf(row.status, timeLeft(unit.today, row.answerDueOn, calendar))
		})),
		...(await counts(unit, filter))
	};
}

const itsReason = and(
	eq(reason.organisationId, dispute.organisationId),
	eq(reason.id, dispute.reasonId)
);
const itsCustomer = and(
	eq(customer.organisationId, dispute.organisationId),
	eq(customer.id, dispute.customerId)
);
const currentOne = and(
	eq(assignment.organisationId, dispute.organisationId),
	eq(assignment.disputeId, dispute.id),
	sql`${assignment.endedAt} is null`
);
const itsItems = sql`${disputeItem.organisationId} = ${dispute.organisationId} and ${disputeItem.disputeId} = ${dispute.id}`;
const claimed = sql<bigint>`(select coalesce(sum(${disputeItem.claimedMinor}), 0) from ${disputeItem} where ${itsItems})`;
const itsInvoices = sql`${disputeItem} join ${invoice} on ${invoice.organisationId} = ${disputeItem.organisationId} and ${invoice.id} = ${disputeItem.invoiceId} where ${itsItems}`;

const columns = {
	id: dispute.id,
	reference: dispute.reference,
	status: dispute.status,
	openedOn: dispute.openedOn,
	answerDueOn: dispute.answerDueOn,
	customerCode: customer.code,
	customerName: customer.name,
	reasonFr: reason.labelFr,
	reasonEn: reason.labelEn,
	owner: assignment.resolverName,
	claimedMinor: claimed.mapWith(BigInt),
	currency: sql<string>`coalesce((select min(${disputeItem.currency}) from ${disputeItem} where ${itsItems}), 'EUR')`,
	invoices: sql<string[]>`array(select ${invoice.number} from ${itsInvoices} order by 1)`
};

/** What only somebody else may give, once the house has answered; the limit says nothing of another currency. */
const ownLimit = sql`(select case when ${columns.currency} = ${organisation.currency} then ${organisation.approvalLimitMinor} else 0 end from ${organisation} where ${organisation.id} = ${dispute.organisationId})`;
const awaitsApprover = sql`(${dispute.status} in ('assigned', 'in_progress') and exists (select from ${answer} where ${answer.organisationId} = ${dispute.organisationId} and ${answer.disputeId} = ${dispute.id}) and ${claimed} > ${ownLimit})`;
/** Decided, and still to close. */
const decidedBy = (userId: string) =>
	sql`(${dispute.status} in ('decided', 'implementing') and exists (select from ${resolution} where ${resolution.organisationId} = ${dispute.organisationId} and ${resolution.disputeId} = ${dispute.id} and ${resolution.decidedById} = ${userId}))`;

const CLOSED = DISPUTE_STATUSES.filter(isClosed);
/** Nobody decided yet and nobody waits for the customer: the promised day counts. */
const RUNNING: DisputeStatus[] = ['submitted', 'assigned', 'in_progress', 'waiting_third_party'];

function inView(unit: Unit<DeskScope>, view: View): SQL | undefined {
	const { user } = unit.scope;
	const statuses: Record<View, readonly DisputeStatus[]> = {
		open: ACTIVE_STATUSES,
		triage: ['submitted'],
		mine: ACTIVE_STATUSES,
		late: RUNNING,
		decide: ['in_progress'],
		customer: ['waiting_customer'],
		close: ['decided', 'implementing'],
		closed: CLOSED
	};
	return and(
		inArray(dispute.status, [...statuses[view]]),
		view === 'late' ? sql`${dispute.answerDueOn} < ${unit.today}` : undefined,
		view === 'mine'
			? or(
					eq(assignment.userId, user.id),
					eq(assignment.resolverEmail, user.email),
					eq(dispute.collectorId, user.id),
					can(user.role, 'disputes.decide_above_limit') ? awaitsApprover : undefined,
					decidedBy(user.id)
				)
			: undefined
	);
}

const matching = ({
	q,
	reason: code,
	category,
	customer: customerCode
}: QueueFilter): (SQL | undefined)[] => [
	code ? eq(reason.code, code) : undefined,
	category ? eq(reason.category, category) : undefined,
	customerCode ? eq(customer.code, customerCode) : undefined,
	q ? textMatches(`%${likeText(q)}%`) : undefined
];

const textMatches = (pattern: string) =>
	or(
		ilike(dispute.reference, pattern),
		ilike(customer.name, pattern),
		ilike(customer.code, pattern),
		sql`exists (select from ${itsInvoices} and ${ilike(invoice.number, pattern)})`
	);

function order({ sort, view }: QueueFilter): SQL[] {
	if (sort === 'amount') return [desc(claimed), asc(dispute.id)];
	if (sort === 'age' || view === 'closed')
		return [sort === 'age' ? asc(dispute.openedAt) : desc(dispute.openedAt), asc(dispute.id)];
	// Who waits for the customer comes after who may act.
	return [
		sql`${dispute.status} in ('waiting_customer', 'decided', 'implementing')`,
		asc(dispute.answerDueOn),
		asc(dispute.id)
	];
}

/** Null where no answer is awaited from us. */
const leftOf = (status: DisputeStatus, left: TimeLeft): TimeLeft | null =>
	RUNNING.includes(status) ? left : null;

/** How many cases each view holds, and the page's own total with the filters. */
async function counts(unit: Unit<DeskScope>, filter: QueueFilter) {
	const number = (where: SQL | undefined) =>
		sql<number>`count(*) filter (where ${where ?? sql`true`})`.mapWith(Number);
	const perView = Object.fromEntries(
		VIEWS.map((view) => [view, number(inView(unit, view))])
	) as Record<View, ReturnType<typeof number>>;
	const [row] = await unit.tx
		.select({ ...perView, total: number(and(inView(unit, filter.view), ...matching(filter))) })
		.from(dispute)
		.innerJoin(reason, itsReason)
		.innerJoin(customer, itsCustomer)
		.leftJoin(assignment, currentOne)
		.where(eq(dispute.organisationId, unit.scope.organisationId));
	const { total = 0, ...views } = row ?? { total: 0 };
	return {
		total,
		views: views as Record<View, number>,
		pages: Math.max(1, Math.ceil(total / PAGE))
	};
}
