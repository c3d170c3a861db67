import { and, eq, sql } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import {
	promisedDayOf,
	timeLeft,
	waitsIn,
	type DeadlineFacts,
	type TimeLeft
} from '$lib/domain/disputes/deadlines';
import { RUNNING_STATUSES, type DisputeStatus } from '$lib/domain/disputes/lifecycle';
import { presenceToday } from '../absences/presence';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { among } from '../db/one-of';
import { assignment } from '../db/schema/assignments';
import { dispute } from '../db/schema/disputes';
import { workingCalendarOf } from '../settings/queries';
import { claimed, currency } from './claimed-items';
import { deadlinesOf, type DeadlinesOf } from './deadline-facts';
import { staleDeadlines } from './moved-days';
import type { Looker, QueueFilter } from './queue-filter';
import { countOf, MOST_COUNTED, PAGE, pageOf, viewCounts } from './queue-list';
import { narrowed } from './queue-narrowed';
import { offerOverOf } from './queue-offers';
import { currentOne, itsInvoices, queueTables, type QueueTables } from './queue-tables';
import { requestsOfMine } from './requests-of-mine';
import { standsInOf } from './stands-in';

/** One page of the queue; the same filter is the same page, whoever gets the address. */
export async function disputeQueue(unit: Unit<DeskScope>, filter: QueueFilter) {
	const looker = await lookerOf(unit);
	const search = await narrowed(unit, filter);
	const views = await viewCounts(unit, looker);
	const isWhole = !search.where && !search.each;
	const found = isWhole ? views[filter.view] : await countOf(unit, looker, filter, search);
	const isMore = Boolean(search.each) && found > MOST_COUNTED;
	const total = isMore ? MOST_COUNTED : found;
	const ids = await pageOf(unit, looker, filter, search);
	const facts = await deadlinesOf(unit, ids);
	const rows = await rowsOf(unit, facts, ids);
	const calendar = await workingCalendarOf(unit);
	return {
		/** What was understood of what was asked for. */
		...{ view: filter.view, sort: filter.sort },
		rows: rows.map((row) => ({
			...row,
			left: leftOf(
				row.status,
				timeLeft(unit.today, row.answerDueOn, calendar, waitsOf(unit, facts.get(row.id)))
			)
		})),
		/** There are more than were counted. */
		isMore,
		...{ total, views, pages: Math.max(1, Math.ceil(total / PAGE)) }
	};
}

async function lookerOf(unit: Unit<DeskScope>): Promise<Looker> {
	return {
		...{ user: unit.scope.user, today: unit.today },
		standsIn: await standsInOf(unit, unit.scope.user.id, await presenceToday(unit)),
		requests: await requestsOfMine(unit),
		stale: await staleDeadlines(unit)
	};
}

const waitsOf = ({ today }: Unit<DeskScope>, facts: DeadlineFacts | undefined) =>
	waitsIn(facts?.transitions ?? [], today);

/** The day the customer counts on now. */
const dayOf = (facts: DeadlineFacts | undefined, answerDueOn: LocalDate): LocalDate =>
	facts ? promisedDayOf(facts) : answerDueOn;

async function rowsOf(unit: Unit<DeskScope>, facts: DeadlinesOf, ids: readonly string[]) {
	const tables = queueTables(unit);
	const rows = await unit.tx
		.select(columnsOf(tables))
		.from(dispute)
		.innerJoin(tables.reason, eq(tables.reason.id, dispute.reasonId))
		.innerJoin(tables.customer, eq(tables.customer.id, dispute.customerId))
		.leftJoin(assignment, currentOne)
		.where(and(eq(dispute.organisationId, unit.scope.organisationId), among(dispute.id, ids)));
	const byId = new Map(rows.map((row) => [row.id, row]));
	return ids.flatMap((id) => {
		const row = byId.get(id);
		return row ? [{ ...row, answerDueOn: dayOf(facts.get(row.id), row.answerDueOn) }] : [];
	});
}

const columnsOf = (tables: QueueTables) => ({
	id: dispute.id,
	reference: dispute.reference,
	status: dispute.status,
	openedOn: dispute.openedOn,
	answerDueOn: dispute.answerDueOn,
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
