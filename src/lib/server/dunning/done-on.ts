import type { LocalDate } from '$lib/domain/calendar';
import type { Decision } from '$lib/domain/dunning/decision';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import type { NoticeStatus } from '../db/schema/notices';
import { noticesOfRun } from './decision-queries';
import { recordedLooks, runOn } from './recorded-looks';

export interface DoneDecision {
	decision: Decision;
	notice: DoneNotice;
}

export interface DoneNotice {
	noticeId: string;
	status: NoticeStatus;
	/** As kept with it. */
	reasons: readonly string[];
	plannedOn: LocalDate;
	closedOn: LocalDate | null;
	/** Day it left or was done; planned, while it waits. */
	on: LocalDate;
}

/**
 * What the run of a day did about these customers: its decision led to a notice that was not called
 * off. The rule asked again answers "already taken", which is no answer to what happens that day.
 */
export async function doneOn(
	unit: Unit<InsideScope>,
	on: LocalDate,
	customerIds: readonly string[]
): Promise<Map<string, DoneDecision>> {
	const run = await runOn(unit, on);
	if (!run) return new Map();
	const made = await noticesOfRun(unit, run.runId, customerIds);
	const alive = [...made.values()].filter(({ status }) => status !== 'cancelled');
	const ids = alive.map(({ customerId }) => customerId);
	const looks = await recordedLooks(unit, run.runId, ids);
	return new Map(
		alive.flatMap(({ customerId, ...notice }) => {
			const decision = looks.get(customerId)?.decision;
			if (!decision || decision.outcome === 'nothing') return [];
			const done = { decision, notice: { ...notice, on: notice.closedOn ?? notice.plannedOn } };
			return [[customerId, done] as const];
		})
	);
}
