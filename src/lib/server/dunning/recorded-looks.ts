import { and, asc, eq, gt } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { addDays, type LocalDate } from '$lib/domain/calendar';
import type { Decision } from '$lib/domain/dunning/decision';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { decision, run } from '../db/schema/runs';
import { decisionsFrom, storedColumns } from './stored-decision';

export interface RecordedRun {
	runId: string;
	lastAt: Date;
}

export async function runOn(unit: Unit<InsideScope>, on: LocalDate): Promise<RecordedRun | null> {
	const [row] = await unit.tx
		.select({ runId: run.id, lastAt: run.lastAt })
		.from(run)
		.where(and(eq(run.organisationId, unit.scope.organisationId), eq(run.runOn, on)));
	return row ?? null;
}

export interface RecordedLook {
	decision: Decision;
	at: Date;
}

/** What a run recorded for these customers, and when. */
export async function recordedLooks(
	unit: Unit<InsideScope>,
	runId: string,
	customerIds: readonly string[]
): Promise<Map<string, RecordedLook>> {
	const rows = await unit.tx
		.select({ ...storedColumns, at: decision.decidedAt })
		.from(decision)
		.where(and(ofRun(unit, runId), oneOf(decision.customerId, customerIds)));
	const decisions = await decisionsFrom(unit, rows);
	return new Map(
		rows.map(({ customerId, at }, index) => [customerId, { decision: decisions[index]!, at }])
	);
}

/** Customers a run decided about, in the order of their ids. */
export const recordedCustomers = async (
	unit: Unit<InsideScope>,
	runId: string,
	{ after, limit }: { after?: string | undefined; limit: number }
): Promise<string[]> =>
	(
		await unit.tx
			.select({ id: decision.customerId })
			.from(decision)
			.where(and(ofRun(unit, runId), after ? gt(decision.customerId, after) : undefined))
			.orderBy(asc(decision.customerId))
			.limit(limit)
	).map(({ id }) => id);

const ofRun = (unit: Unit<InsideScope>, runId: string) =>
	and(eq(decision.organisationId, unit.scope.organisationId), eq(decision.runId, runId));

/** The last instant of a day where the organisation is. */
export const endOf = (day: LocalDate, timeZone: string): Date =>
	new Date(
		Temporal.PlainDate.from(addDays(day, 1)).toZonedDateTime(timeZone).epochMilliseconds - 1
	);
