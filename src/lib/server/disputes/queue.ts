import { and, eq, sql, type SQL } from 'drizzle-orm';
import { timeLeft, waitsIn, type TimeLeft } from '$lib/domain/disputes/deadlines';
import { RUNNING_STATUSES, type DisputeStatus } from '$lib/domain/disputes/lifecycle';
import { presenceToday } from '../absences/presence';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { assignment } from '../db/schema/assignments';
import { dispute } from '../db/schema/disputes';
import { workingCalendarOf } from '../settings/queries';
import { claimed, currency } from './claimed-items';
import {
	inView,
	matching,
	order,
	VIEWS,
	type Looker,
	type Narrowed,
	type QueueFilter,
	type View
} from './queue-filter';
import { movedDeadlines } from './deadline-facts';
import { narrowed } from './queue-narrowed';
import { offerOverOf } from './queue-offers';
import { promisedDayColumn } from './promised-day-column';
import { currentOne, itsInvoices, queueTables, type QueueTables } from './queue-tables';
import { requestsOfMine } from './requests-of-mine';
import { standsInOf } from './stands-in';

export const PAGE = 50;

/** One page of the queue; the same filter is the same page, whoever gets the address. */
export async function disputeQueue(unit: Unit<DeskScope>, filter: QueueFilter) {
	const looker = await lookerOf(unit);
	const where = await narrowed(unit, filter);
	const rows = await pageOf(unit, looker, filter, where);
	const calendar = await workingCalendarOf(unit);
	return {
		/** What was understood of what was asked for. */
		...{ view: filter.view, sort: filter.sort },
		rows: rows.map((row) => ({
			...row,
			left: leftOf(
				row.status,
				timeLeft(unit.today, row.answerDueOn, calendar, waitsOf(looker, row.id))
			)
		})),
		...(await counts(unit, looker, filter, where))
	};
}

async function lookerOf(unit: Unit<DeskScope>): Promise<Looker> {
	return {
		...{ user: unit.scope.user, today: unit.today },
		standsIn: await standsInOf(unit, unit.scope.user.id, await presenceToday(unit)),
		requests: await requestsOfMine(unit),
		moved: await movedDeadlines(unit)
	};
}

const waitsOf = ({ moved, today }: Looker, disputeId: string) =>
	waitsIn(moved.get(disputeId)?.transitions ?? [], today);

function pageOf(unit: Unit<DeskScope>, looker: Looker, filter: QueueFilter, where: Narrowed) {
	const tables = queueTables(unit);
	return unit.tx
		.select(columnsOf(tables, looker))
		.from(dispute)
		.innerJoin(tables.reason, eq(tables.reason.id, dispute.reasonId))
		.innerJoin(tables.customer, eq(tables.customer.id, dispute.customerId))
		.leftJoin(assignment, currentOne)
		.where(
			and(
				eq(dispute.organisationId, unit.scope.organisationId),
				inView(looker, filter.view),
				matching(tables, filter, where)
			)
		)
		.orderBy(...order(filter, looker))
		.limit(PAGE)
		.offset((filter.page - 1) * PAGE);
}

const columnsOf = (tables: QueueTables, { moved }: Looker) => ({
	id: dispute.id,
	reference: dispute.reference,
	status: dispute.status,
	openedOn: dispute.openedOn,
	answerDueOn: promisedDayColumn(moved),
	customerCode: tables.customer.code,
	customerName: tables.customer.name,
	reason: tables.reason.labels,
	owner: assignment.resolverName,
	offerOver: offerOverOf,
	claimedMinor: claimed.mapWith(BigInt),
	currency,
	invoices: sql<
		string[]
	>`array(select ${tables.invoice.number} from ${itsInvoices(tables)} order by 1)`
});

/** Null where no answer is awaited from us. */
const leftOf = (status: DisputeStatus, left: TimeLeft): TimeLeft | null =>
	RUNNING_STATUSES.includes(status) ? left : null;

/** How many cases each view holds, and the page's own total with the filters. */
async function counts(unit: Unit<DeskScope>, looker: Looker, filter: QueueFilter, where: Narrowed) {
	const tables = queueTables(unit);
	const perView = Object.fromEntries(
		VIEWS.map((view) => [view, number(inView(looker, view))])
	) as Record<View, ReturnType<typeof number>>;
	const [row] = await unit.tx
		.select({
			...perView,
			total: number(and(inView(looker, filter.view), matching(tables, filter, where)))
		})
		.from(dispute)
		.innerJoin(tables.reason, eq(tables.reason.id, dispute.reasonId))
		.innerJoin(tables.customer, eq(tables.customer.id, dispute.customerId))
		.leftJoin(assignment, currentOne)
		.where(eq(dispute.organisationId, unit.scope.organisationId));
	const { total = 0, ...views } = row ?? { total: 0 };
	return {
		total,
		views: views as Record<View, number>,
		pages: Math.max(1, Math.ceil(total / PAGE))
	};
}

const number = (where: SQL | undefined) =>
	sql<number>`count(*) filter (where ${where ?? sql`true`})`.mapWith(Number);
