import { and, eq, inArray, sql, type SQL } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import { promisedDayOf, timeLeft, waitsIn, type TimeLeft } from '$lib/domain/disputes/deadlines';
import { RUNNING_STATUSES, type DisputeStatus } from '$lib/domain/disputes/lifecycle';
import { presenceToday } from '../absences/presence';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { assignment } from '../db/schema/assignments';
import { dispute } from '../db/schema/disputes';
import { workingCalendarOf } from '../settings/queries';
import { claimed, currency } from './claimed-items';
import { inView, order, type Looker, type QueueFilter } from './queue-filter';
import { countOf, listed, ofHouse, viewCounts } from './queue-list';
import { movedDeadlines } from './deadline-facts';
import { narrowed } from './queue-narrowed';
import { offerOverOf } from './queue-offers';
import { currentOne, itsInvoices, queueTables, type QueueTables } from './queue-tables';
import { requestsOfMine } from './requests-of-mine';
import { standsInOf } from './stands-in';

export const PAGE = 50;

/** One page of the queue; the same filter is the same page, whoever gets the address. */
export async function disputeQueue(unit: Unit<DeskScope>, filter: QueueFilter) {
	const looker = await lookerOf(unit);
	const where = await narrowed(unit, filter);
	const views = await viewCounts(unit, looker);
	const total = where ? await countOf(unit, looker, filter, where) : views[filter.view];
	const ids = await pageOf(unit, looker, filter, where);
	const rows = await rowsOf(unit, looker, ids);
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
		...{ total, views, pages: Math.max(1, Math.ceil(total / PAGE)) }
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

/** The day the customer counts on now. */
const dayOf = ({ moved }: Looker, { id, answerDueOn }: { id: string; answerDueOn: LocalDate }) => {
	const facts = moved.get(id);
	return facts ? promisedDayOf(facts) : answerDueOn;
};

/** Which cases are on it, in order: told by as few rows of others as its filter allows. */
async function pageOf(
	unit: Unit<DeskScope>,
	looker: Looker,
	filter: QueueFilter,
	where: SQL | undefined
): Promise<string[]> {
	const cases = unit.tx.select({ id: dispute.id }).from(dispute).$dynamic();
	const rows = await listed(cases, unit, looker, filter)
		.where(and(ofHouse(unit), inView(looker, filter.view), where))
		.orderBy(...order(filter))
		.limit(PAGE)
		.offset((filter.page - 1) * PAGE);
	return rows.map(({ id }) => id);
}

async function rowsOf(unit: Unit<DeskScope>, looker: Looker, ids: readonly string[]) {
	const tables = queueTables(unit);
	const rows = await unit.tx
		.select(columnsOf(tables))
		.from(dispute)
		.innerJoin(tables.reason, eq(tables.reason.id, dispute.reasonId))
		.innerJoin(tables.customer, eq(tables.customer.id, dispute.customerId))
		.leftJoin(assignment, currentOne)
		.where(and(ofHouse(unit), inArray(dispute.id, [...ids])));
	const byId = new Map(rows.map((row) => [row.id, row]));
	return ids.flatMap((id) => {
		const row = byId.get(id);
		return row ? [{ ...row, answerDueOn: dayOf(looker, row) }] : [];
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
