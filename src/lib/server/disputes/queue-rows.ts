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
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { among } from '../db/one-of';
import { assignment } from '../db/schema/assignments';
import { dispute } from '../db/schema/disputes';
import { workingCalendarOf } from '../settings/queries';
import { claimed, currency } from './claimed-items';
import { deadlinesOf, type DeadlinesOf } from './deadline-facts';
import { deadlineTerms } from './deadline-terms';
import { nextOf } from './deadlines-shown';
import { offerOverOf } from './queue-offers';
import { teamNow } from './team-now';
import { currentOne, itsInvoices, queueTables, type QueueTables } from './queue-tables';

/** These cases, in this order, each with what a list says of it. */
export async function queueRows(unit: Unit<DeskScope>, ids: readonly string[]) {
	if (ids.length === 0) return [];
	const facts = await deadlinesOf(unit, ids);
	const rows = await rowsOf(unit, facts, ids);
	const calendar = await workingCalendarOf(unit);
	const termsOf = await deadlineTerms(unit);
	const teamOf = await teamNow(unit);
	return rows.map(({ asked, ...row }) => ({
		...row,
		owner: asked?.resolverName ?? null,
		ownerTeam: teamOf(asked),
		deadline: nextOf(facts.get(row.id), termsOf),
		left: leftOf(
			row.status,
			timeLeft(unit.today, row.answerDueOn, calendar, waitsOf(unit, facts.get(row.id)))
		)
	}));
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
	priority: dispute.priority,
	openedOn: dispute.openedOn,
	answerDueOn: dispute.answerDueOn,
	customerCode: tables.customer.code,
	customerName: tables.customer.name,
	reason: tables.reason.labels,
	asked: {
		resolverName: assignment.resolverName,
		userId: assignment.userId,
		resolverEmail: assignment.resolverEmail
	},
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
