import { createHash } from 'node:crypto';
import { and, eq, ne, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { LocalDate } from '$lib/domain/calendar';
import type { RunState } from '$lib/domain/dunning/run-state';
import { record } from '../audit/record';
import { actorOf, type InsideScope, type SystemScope } from '../auth/scope';
import { customerCount } from '../customers/queries';
import type { Unit } from '../db/client';
import { run } from '../db/schema/runs';
import { everyReason } from '../settings/queries';
import { toJsonText } from './decision-json';
import { commonFacts, type CommonFacts } from './common-facts';
import { stateOf } from './run-orders';

export interface OpenRun {
	runId: string;
	day: LocalDate;
	/** Read once for everybody. */
	common: CommonFacts;
	/** Of all that holds for everybody: when it changes, everybody is looked at again. */
	fingerprint: string;
	/** Everybody was looked at under the same terms: only what changed needs another look. */
	isComplete: boolean;
	state: RunState;
}

/** The run of a day: begun by whoever comes first, taken up again by everybody else. */
export async function openRun(unit: Unit<SystemScope>, day: LocalDate): Promise<OpenRun> {
	const row = await runOfDay(unit, day);
	const common = await commonFacts(unit, { today: day });
	const fingerprint = await fingerprintOf(unit, common);
	return {
		runId: row.id,
		day,
		common,
		fingerprint,
		isComplete: row.seen === fingerprint,
		state: await stateOf(unit, row.id)
	};
}

/** For whoever plans something on a day on which the engine has not looked yet, too. */
export const runOfDay = async (unit: Unit<InsideScope>, day: LocalDate) =>
	(await found(unit, day)) ?? (await begun(unit, day)) ?? (await found(unit, day))!;

async function found(unit: Unit<InsideScope>, day: LocalDate) {
	const [row] = await unit.tx
		.select({ id: run.id, seen: run.seen })
		.from(run)
		.where(and(eq(run.organisationId, unit.scope.organisationId), eq(run.runOn, day)));
	return row;
}

async function begun(unit: Unit<InsideScope>, day: LocalDate) {
	const { organisationId } = unit.scope;
	const [row] = await unit.tx
		.insert(run)
		.values({
			organisationId,
			id: uuidv7(),
			runOn: day,
			startedAt: unit.now,
			lastAt: unit.now,
			startedBy: actorOf(unit.scope).name,
			customers: await customerCount(unit)
		})
		.onConflictDoNothing()
		.returning({ id: run.id, seen: run.seen });
	if (row) await record(unit, 'run.started', { kind: 'run', id: row.id }, { on: day });
	return row;
}

async function fingerprintOf(
	unit: Unit<SystemScope>,
	{ today, minuteOfDay, calendar, graceDays, policy, scenarios, staleSource, ...rest }: CommonFacts
): Promise<string> {
	const reasons = await everyReason(unit);
	const facts = {
		today,
		looksAtHours: minuteOfDay !== undefined,
		weekdays: calendar.weekdays,
		closed: [...calendar.closed].sort(),
		quietDays: rest.quietDays,
		graceDays,
		policy,
		scenarios: scenarios.signature,
		staleSource,
		/** Cases keep a reason that is archived, and its order holds nothing. */
		reasons: reasons.map(({ id, holdsWholeInvoice }) => `${id} ${holdsWholeInvoice}`).sort()
	};
	return createHash('sha256').update(toJsonText(facts)).digest('base64url');
}

/** Something was decided anew. */
export async function touchRun(unit: Unit<SystemScope>, runId: string): Promise<void> {
	await unit.tx.update(run).set({ lastAt: unit.now }).where(theRun(unit, runId));
}

/**
 * Everybody was looked at. The notes of changes are gone: another day cannot rely on them any more,
 * and one that was interrupted does not keep its mails waiting for a look that will not come.
 */
export async function completeRun(
	unit: Unit<SystemScope>,
	{ runId, fingerprint }: OpenRun,
	customers: number
): Promise<void> {
	const { organisationId } = unit.scope;
	await unit.tx
		.update(run)
		.set({ lastAt: unit.now, seen: fingerprint, customers })
		.where(theRun(unit, runId));
	await unit.tx
		.update(run)
		.set({ seen: OVERTAKEN })
		.where(
			and(
				eq(run.organisationId, organisationId),
				ne(run.id, runId),
				sql`${run.seen} is distinct from ${OVERTAKEN}`
			)
		);
}

const OVERTAKEN = 'overtaken';

const theRun = (unit: Unit<SystemScope>, runId: string) =>
	and(eq(run.organisationId, unit.scope.organisationId), eq(run.id, runId));
