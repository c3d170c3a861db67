import { and, eq, gt, inArray, isNull, lt, sql, type SQL } from 'drizzle-orm';
import type { OwnWord } from '$lib/domain/delivery/own-words';
import type { InsideScope, SystemScope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { delivery } from '../db/schema/delivery';
import type { Way } from './channels/message';
import { heldWhere } from './lock-deliveries';
import { pauseAfterSilence } from './outcome';
import { wakeDelivery } from './wake';

/** What keeps a message here whose provider gave no clear answer to the one before. */
const SILENT: OwnWord = 'provider_silent';

/** Whoever gives no clear answer gives none to the next message either, and each would be in doubt: they wait, ever longer. */
export const holdBack = (scope: SystemScope, way: Way): Promise<void> =>
	unitOfWork(scope, async (unit) => {
		const minutes = pauseAfterSilence(await silentMinutes(unit, way));
		await keepUntil(unit, way, new Date(unit.now.getTime() + minutes * 60_000));
	});

/** What was put down since waits with those held back; what a person let leave again does not. */
export const joinHeldBack = (scope: SystemScope, way: Way): Promise<void> =>
	unitOfWork(scope, async (unit) => {
		const [held] = await unit.tx
			.select({ until: sql`max(${delivery.nextAttemptAt})`.mapWith(toDate) })
			.from(delivery)
			.where(and(eq(delivery.organisationId, scope.organisationId), heldBack(unit, way)));
		if (held?.until) await keepUntil(unit, way, held.until, isFresh);
	});

/** Somebody answers there: they need not wait. */
export async function letLeave(unit: Unit<InsideScope>, way: Way): Promise<void> {
	const { rowCount } = await unit.tx
		.update(delivery)
		.set({ nextAttemptAt: unit.now })
		.where(heldWhere(unit, heldBack(unit, way)));
	if (rowCount) unit.afterCommit(wakeDelivery);
}

const toDate = (value: string | null): Date | null => (value === null ? null : new Date(value));

async function keepUntil(
	unit: Unit<SystemScope>,
	way: Way,
	until: Date,
	which?: SQL
): Promise<void> {
	await unit.tx
		.update(delivery)
		.set({ nextAttemptAt: until, response: SILENT })
		.where(heldWhere(unit, waitingOn(way), lt(delivery.nextAttemptAt, until), which));
}

/** Since the first message in doubt after the last one that left. */
async function silentMinutes(unit: Unit<SystemScope>, way: Way): Promise<number> {
	const ours = and(
		eq(delivery.organisationId, unit.scope.organisationId),
		eq(delivery.channel, way)
	);
	const [left] = await unit.tx
		.select({ at: sql`max(${delivery.sentAt})`.mapWith(toDate) })
		.from(delivery)
		.where(and(ours, eq(delivery.status, 'sent')));
	const [doubt] = await unit.tx
		.select({ at: sql`min(${delivery.firstAttemptAt})`.mapWith(toDate) })
		.from(delivery)
		.where(
			and(
				ours,
				eq(delivery.status, 'unknown'),
				left?.at ? gt(delivery.firstAttemptAt, left.at) : undefined
			)
		);
	return doubt?.at ? (unit.now.getTime() - doubt.at.getTime()) / 60_000 : 0;
}

const waitingOn = (way: Way) =>
	and(eq(delivery.channel, way), inArray(delivery.status, ['planned', 'retry']));

const heldBack = ({ now }: Unit<InsideScope>, way: Way) =>
	and(waitingOn(way), eq(delivery.response, SILENT), gt(delivery.nextAttemptAt, now));

/** Never handed to anybody. */
const isFresh = and(
	eq(delivery.attempts, 0),
	isNull(delivery.text),
	sql`${delivery.facts} ->> 'posted' is null`
);
