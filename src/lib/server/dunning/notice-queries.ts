import type { Labels } from '$lib/domain/language';
import { and, asc, count, desc, eq, gt, inArray, sql } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../auth/scope';
import { namedCustomers } from '../customers/queries';
import type { Unit } from '../db/client';
import { notice, type NoticeStatus } from '../db/schema/notices';
import { within, type Period } from '../db/within';
import { scenario, scenarioVersion, step } from '../db/schema/scenarios';
import { fromJson } from './decision-json';
import type { NoticeContent } from './notice-content';

/** The step a notice was planned for. */
export const ofStep = and(
	eq(step.organisationId, notice.organisationId),
	eq(step.id, notice.stepId)
);

/** Hands the customer over to the lawyers: a call to nobody. */
export const legalStep = sql<boolean>`coalesce((${step.definition}->>'legal')::boolean, false)`;

const noticeFields = {
	noticeId: notice.id,
	customerId: notice.customerId,
	contactId: notice.contactId,
	leaderInvoiceId: notice.leaderInvoiceId,
	runId: notice.runId,
	stepId: notice.stepId,
	stepKey: notice.stepKey,
	legal: legalStep,
	channel: notice.channel,
	status: notice.status,
	reasons: notice.reasons,
	content: notice.content,
	plannedOn: notice.plannedOn,
	closedOn: notice.closedOn,
	closedAt: notice.closedAt
};

export function noticesWhere(unit: Unit<InsideScope>, where: Parameters<typeof and>[0]) {
	const customer = namedCustomers(unit);
	return unit.tx
		.select({
			...noticeFields,
			customerName: customer.name,
			customerCode: customer.code,
			customerAddress: customer.address
		})
		.from(notice)
		.innerJoin(customer, eq(customer.id, notice.customerId))
		.innerJoin(step, ofStep)
		.where(and(eq(notice.organisationId, unit.scope.organisationId), where));
}

const withContent = <T extends { content: Record<string, unknown> | null }>(row: T) => ({
	...row,
	content: row.content && fromJson<NoticeContent>(row.content)
});

/** What waits for a person, the oldest first. */
export const noticesToConfirm = async (unit: Unit<InsideScope>) =>
	(
		await noticesWhere(unit, eq(notice.status, 'to_confirm')).orderBy(
			asc(notice.plannedAt),
			asc(notice.id)
		)
	).map(withContent);

export const noticesOfCustomer = async (unit: Unit<InsideScope>, customerId: string) =>
	(
		await noticesWhere(unit, eq(notice.customerId, customerId)).orderBy(
			desc(notice.plannedAt),
			desc(notice.id)
		)
	).map(withContent);

/** When it left or was done; what nobody knows the end of is of the day it was planned. */
const saidAt = sql`coalesce(${notice.closedAt}, ${notice.plannedAt})`;

/** What left or was done, a page of it in the order it was planned; `after`: the last one of the page before. */
export const noticesSaidTo = async (
	unit: Unit<InsideScope>,
	{ customerId, after, limit, ...period }: SaidTo
) =>
	(
		await noticesWhere(
			unit,
			and(
				eq(notice.customerId, customerId),
				inArray(notice.status, [...SAID]),
				after ? gt(notice.id, after) : undefined,
				within(saidAt, period)
			)
		)
			.orderBy(asc(notice.id))
			.limit(limit)
	).map(withContent);

interface SaidTo extends Period {
	customerId: string;
	after: string | null;
	limit: number;
}

/** Of what nobody closed, noon of the day it was planned for. */
const doneAt = sql`coalesce(${notice.closedAt}, (${notice.plannedOn} + time '12:00') at time zone 'UTC')`;

/** Calls a person made and letters he posted, the latest first: nothing of them is in the outbox. */
export async function latestByHand(unit: Unit<InsideScope>, customerId: string, limit: number) {
	const which = and(
		eq(notice.customerId, customerId),
		eq(notice.status, 'done'),
		inArray(notice.channel, ['call', 'letter'])
	);
	const rows = await noticesWhere(unit, which)
		.orderBy(sql`${doneAt} desc`, desc(notice.id))
		.limit(limit);
	const all = and(eq(notice.organisationId, unit.scope.organisationId), which);
	return { rows: rows.map(withContent), total: await unit.tx.$count(notice, all) };
}

/** A person did it, it left, or it may have. */
export const SAID: readonly NoticeStatus[] = ['sent', 'done', 'unknown', 'failed'];

export const noticesByIds = async (unit: Unit<InsideScope>, ids: readonly string[]) =>
	(await noticesWhere(unit, inArray(notice.id, [...ids]))).map(withContent);

export async function noticeOf(unit: Unit<InsideScope>, noticeId: string) {
	const [row] = await noticesWhere(unit, eq(notice.id, noticeId));
	if (!row) throw new AppError('not_found');
	return withContent(row);
}

/** The step it is of, as its scenario had it then: a published version never changes. */
export async function originOf(unit: Unit<InsideScope>, stepId: string) {
	const [row] = await unit.tx
		.select({
			scenarioId: scenario.id,
			scenario: scenario.name,
			version: scenarioVersion.number,
			step: sql<Labels>`${step.definition}->'name'`
		})
		.from(step)
		.innerJoin(
			scenarioVersion,
			and(
				eq(scenarioVersion.organisationId, step.organisationId),
				eq(scenarioVersion.id, step.versionId)
			)
		)
		.innerJoin(
			scenario,
			and(
				eq(scenario.organisationId, scenarioVersion.organisationId),
				eq(scenario.id, scenarioVersion.scenarioId)
			)
		)
		.where(and(eq(step.organisationId, unit.scope.organisationId), eq(step.id, stepId)));
	return row ?? null;
}

/** How many notices ended how on this day, for the summary of a run. */
export async function noticeCountsOf(
	unit: Unit<InsideScope>,
	runId: string
): Promise<Partial<Record<NoticeStatus, number>>> {
	const rows = await unit.tx
		.select({ status: notice.status, n: count() })
		.from(notice)
		.where(and(eq(notice.organisationId, unit.scope.organisationId), eq(notice.runId, runId)))
		.groupBy(notice.status);
	return Object.fromEntries(rows.map(({ status, n }) => [status, n]));
}
