import { and, eq } from 'drizzle-orm';
import { holdsMails } from '$lib/domain/dunning/run-state';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { run } from '../db/schema/runs';
import { stateOf } from './run-orders';

const MINUTE = 60_000;

/**
 * Until when the mails of a run wait before they ask again; null when they may leave. Nothing leaves
 * before everybody was looked at once: only then is known how many messages the day has.
 */
export async function heldUntil(unit: Unit<SystemScope>, runId: string): Promise<Date | null> {
	const minutes = (await isLooking(unit, runId)) ? 1 : await pausedMinutes(unit, runId);
	return minutes === 0 ? null : new Date(unit.now.getTime() + minutes * MINUTE);
}

/** Called off by a person, perhaps while this message was being planned. */
export const isCancelled = async (unit: Unit<SystemScope>, runId: string): Promise<boolean> =>
	(await stateOf(unit, runId)) === 'cancelled';

/** An order to go on wakes them before that. */
const pausedMinutes = async (unit: Unit<SystemScope>, runId: string): Promise<number> =>
	holdsMails(await stateOf(unit, runId)) ? 30 : 0;

async function isLooking(unit: Unit<SystemScope>, runId: string): Promise<boolean> {
	const [row] = await unit.tx
		.select({ seen: run.seen })
		.from(run)
		.where(and(eq(run.organisationId, unit.scope.organisationId), eq(run.id, runId)));
	return row?.seen === null;
}
