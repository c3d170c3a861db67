import { and, asc, between, eq, inArray, ne, or, sql, type SQL } from 'drizzle-orm';
import { localDateAt, type LocalDate } from '$lib/domain/calendar';
import { asRead, promisedDayOf, type DeadlineFacts } from '$lib/domain/disputes/deadlines';
import { goneOnByMail } from '$lib/domain/disputes/gone-on-by-mail';
import { newsSince } from '$lib/domain/disputes/missed-day';
import { ACTIVE_STATUSES } from '$lib/domain/disputes/lifecycle';
import type { Priority } from '$lib/domain/disputes/priority';
import { groupBy } from '$lib/domain/group-by';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { among } from '../db/one-of';
import { dispute, disputeCommitment, disputeTransition } from '../db/schema/disputes';
import { queueCase } from '../db/schema/queue-cases';
import { together } from '../db/together';
import { answersToRead } from './answers-to-read';
import { minutesLeftOnce, workingCalendarOf, workingCalendarOnce } from '../settings/queries';

/** What the promised day of one case follows from: for the house and its customer it goes on with what came by mail. */
export async function deadlineFactsOf(unit: Unit<Scope>, disputeId: string) {
	const [found] = (await factsHeard(unit, eq(dispute.id, disputeId))).values();
	return found!;
}

/** The same for whoever is asked beside it: for him it goes on once somebody read it. */
export async function deadlineFactsAsRead(unit: Unit<Scope>, disputeId: string) {
	const [found] = (await deadlinesAsRead(unit, [disputeId])).values();
	return found!;
}

/** The day the customer may count on now. */
export const promisedDay = async (unit: Unit<Scope>, disputeId: string): Promise<LocalDate> =>
	promisedDayOf(await deadlineFactsOf(unit, disputeId));

/** What the promised day of every case of a customer follows from. */
export const deadlinesOfCustomer = (unit: Unit<Scope>, customerId: string): Promise<DeadlinesOf> =>
	factsHeard(unit, eq(dispute.customerId, customerId));

/** What the promised days of these cases follow from. */
export const deadlinesOf = async (
	unit: Unit<Scope>,
	ids: readonly string[]
): Promise<DeadlinesOf> =>
	ids.length > 0 ? factsHeard(unit, among(dispute.id, ids)) : new Map<string, Facts>();

/** The same for whoever is asked beside them. */
export const deadlinesAsRead = async (
	unit: Unit<Scope>,
	ids: readonly string[]
): Promise<DeadlinesOf> =>
	ids.length > 0
		? allAsRead(await factsWhere(unit, among(dispute.id, ids)))
		: new Map<string, Facts>();

const allAsRead = (found: DeadlinesOf): DeadlinesOf =>
	new Map([...found].map(([id, facts]) => [id, asRead(facts)]));

/** Of the open cases, those whose day may be another than the first one, for whoever is asked: all others keep it. */
export const movedDeadlines = async (unit: Unit<Scope>): Promise<DeadlinesOf> =>
	allAsRead(await factsWhere(unit, and(inArray(dispute.status, ACTIVE_STATUSES), hasMoved)));

/** Cases of which a promised day may have gone by lately: the first one, or one that moved. */
export async function perhapsMissed(unit: Unit<Scope>): Promise<DeadlinesOf> {
	const since = newsSince(unit.today, await workingCalendarOf(unit));
	return factsWhere(
		unit,
		and(
			inArray(dispute.status, ACTIVE_STATUSES),
			ne(dispute.status, 'waiting_customer'),
			or(between(dispute.answerDueOn, since, unit.today), hasMoved)
		)
	);
}

export type DeadlinesOf = ReadonlyMap<string, Facts>;
export type Facts = DeadlineFacts & {
	readonly reasonId: string;
	readonly priority: Priority;
	readonly transitions: readonly Step[];
	readonly commitments: readonly SetDay[];
	readonly missedToldOf: LocalDate | null;
};

// Few of all, found by an index of their own (drizzle/0047).
const hasMoved = sql`${dispute.id} in (select ${queueCase.id} from ${queueCase} where ${queueCase.hasMoved})`;

/** What waits for an answer that may have come by mail goes on from there. */
async function factsHeard(unit: Unit<Scope>, which: SQL): Promise<Map<string, Facts>> {
	const found = await factsWhere(unit, which);
	const waiting = [...found].flatMap(([id, { status }]) =>
		status === 'waiting_customer' ? id : []
	);
	const { timeZone } = unit.scope;
	for (const [id, since] of await answersToRead(unit, waiting))
		found.set(id, goneOnByMail(found.get(id)!, { since, timeZone }));
	return found;
}

async function factsWhere(unit: Unit<Scope>, which: SQL | undefined): Promise<Map<string, Facts>> {
	const { organisationId } = unit.scope;
	const cases = await unit.tx
		.select({
			id: dispute.id,
			status: dispute.status,
			reasonId: dispute.reasonId,
			priority: dispute.priority,
			openedOn: dispute.openedOn,
			answerDueOn: dispute.answerDueOn,
			missedToldOf: dispute.missedToldOf
		})
		.from(dispute)
		.where(and(eq(dispute.organisationId, organisationId), which));
	const ids = cases.map(({ id }) => id);
	const [taken, set, calendar, minutesLeft] = await together(unit, () => [
		stepsOf(unit, ids),
		commitmentsOf(unit, ids),
		workingCalendarOnce(unit),
		minutesLeftOnce(unit)
	]);
	const [steps, again] = [byCase(taken), byCase(set)];
	return new Map(
		cases.map(({ id, ...found }) => [
			id,
			{
				...{ ...found, calendar, today: unit.today, minutesLeft },
				transitions: steps.get(id) ?? [],
				commitments: again.get(id) ?? []
			}
		])
	);
}

const byCase = <Row extends { disputeId: string }>(rows: readonly Row[]) =>
	groupBy(rows, ({ disputeId }) => disputeId);

type Step = Awaited<ReturnType<typeof stepsOf>>[number];
type SetDay = Awaited<ReturnType<typeof commitmentsOf>>[number];

const stepsOf = (unit: Unit<Scope>, ids: readonly string[]) =>
	unit.tx
		.select({
			disputeId: disputeTransition.disputeId,
			fromStatus: disputeTransition.fromStatus,
			toStatus: disputeTransition.toStatus,
			at: disputeTransition.at,
			on: disputeTransition.on,
			byKind: disputeTransition.byKind,
			heardOn: disputeTransition.heardOn
		})
		.from(disputeTransition)
		.where(
			and(
				eq(disputeTransition.organisationId, unit.scope.organisationId),
				among(disputeTransition.disputeId, ids)
			)
		)
		.orderBy(asc(disputeTransition.at), asc(disputeTransition.id));

/** The days staff committed to after the first one, the oldest first. */
async function commitmentsOf(unit: Unit<Scope>, ids: readonly string[]) {
	const rows = await unit.tx
		.select({
			disputeId: disputeCommitment.disputeId,
			dueOn: disputeCommitment.dueOn,
			what: disputeCommitment.what,
			setAt: disputeCommitment.setAt,
			setByName: disputeCommitment.setByName
		})
		.from(disputeCommitment)
		.where(
			and(
				eq(disputeCommitment.organisationId, unit.scope.organisationId),
				among(disputeCommitment.disputeId, ids)
			)
		)
		.orderBy(asc(disputeCommitment.setAt), asc(disputeCommitment.id));
	const { timeZone } = unit.scope;
	return rows.map((row) => ({ ...row, setOn: localDateAt(row.setAt, timeZone) }));
}
