import { and, desc, eq, gte } from 'drizzle-orm';
import { addDays, type LocalDate } from '$lib/domain/calendar';
import { stateAfter, type RunState } from '$lib/domain/dunning/run-state';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { run } from '../db/schema/runs';
import { ordersOf, volumeOf } from './run-orders';

/** The run of a business day, if there was one. */
export async function runIdOn(unit: Unit<InsideScope>, on: LocalDate): Promise<string | null> {
	const [row] = await unit.tx
		.select({ id: run.id })
		.from(run)
		.where(and(eq(run.organisationId, unit.scope.organisationId), eq(run.runOn, on)));
	return row?.id ?? null;
}

export interface WaitingRun {
	runId: string;
	on: LocalDate;
	state: RunState;
	mails: number;
	largestDay: number;
	/** Of a pause: who told it so, when, and in which words. */
	paused: { by: string; at: Date; note: string } | null;
}

/** Runs of the last month that wait for a person, the newest first. */
export async function waitingRuns(unit: Unit<InsideScope>): Promise<WaitingRun[]> {
	const rows = await unit.tx
		.select({ runId: run.id, on: run.runOn })
		.from(run)
		.where(
			and(
				eq(run.organisationId, unit.scope.organisationId),
				gte(run.runOn, addDays(unit.today, -30))
			)
		)
		.orderBy(desc(run.runOn));
	const found: WaitingRun[] = [];
	for (const { runId, on } of rows) {
		const [last] = await ordersOf(unit, runId).limit(1);
		const state = stateAfter(last?.kind);
		if (!last || (state !== 'stopped' && state !== 'paused')) continue;
		const { by, at, note } = last;
		const paused = state === 'paused' ? { by, at, note } : null;
		found.push({ runId, on, state, paused, ...(await volumeOf(unit, runId, on)) });
	}
	return found;
}
