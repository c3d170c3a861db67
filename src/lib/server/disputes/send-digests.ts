import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import { isWorkingDay, localDateAt } from '$lib/domain/calendar';
import type { SystemScope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { digestLine } from '../db/schema/digest-lines';
import { putMail } from '../delivery/outbox';
import { isInOutbox } from '../delivery/outbox-queries';
import { log } from '../log';
import { dailyReaders } from '../settings/account-queries';
import { lockAccount } from '../settings/users/user-queries';
import { workingCalendarOf } from '../settings/queries';
import { newsOf, waitingOf } from './digest-facts';

/** Who chose so reads once on a working day what happened until the day before and what waits for him. */
export async function sendDigests(scope: SystemScope): Promise<void> {
	for (const userId of await unitOfWork(scope, readersToday))
		await unitOfWork(scope, (unit) => sendDigest(unit, userId)).catch((error: unknown) =>
			log('error', 'digest.failed', { userId, error })
		);
}

/** Whoever went back to single mails still reads what was kept for him. */
async function readersToday(unit: Unit<SystemScope>): Promise<string[]> {
	if (!isWorkingDay(unit.today, await workingCalendarOf(unit))) return [];
	const kept = await unit.tx
		.selectDistinct({ userId: digestLine.userId })
		.from(digestLine)
		.where(
			and(eq(digestLine.organisationId, unit.scope.organisationId), isNull(digestLine.toldOn))
		);
	return [...new Set([...(await dailyReaders(unit)), ...kept.map(({ userId }) => userId)])];
}

async function sendDigest(unit: Unit<SystemScope>, userId: string): Promise<void> {
	const onceKey = `staff-digest:${userId}:${unit.today}`;
	if (await isInOutbox(unit, onceKey)) return;
	const reader = await lockAccount(unit, userId);
	// Asked again behind the lock: another replica may have been here first, with the same lines.
	if (!reader || (await isInOutbox(unit, onceKey))) return;
	const lines = await keptFor(unit, userId);
	const facts = { news: await newsOf(unit, lines), waiting: await waitingOf(unit, reader) };
	if (facts.news.length + facts.waiting.length === 0) return;
	await putMail(unit, { mail: 'staff-digest', onceKey, to: reader, facts });
	await markTold(
		unit,
		lines.map(({ id }) => id)
	);
}

/** Today's are tomorrow's news: the digest of a day is the same whenever that day it leaves. */
async function keptFor(unit: Unit<SystemScope>, userId: string) {
	const lines = await unit.tx
		.select()
		.from(digestLine)
		.where(
			and(
				eq(digestLine.organisationId, unit.scope.organisationId),
				eq(digestLine.userId, userId),
				isNull(digestLine.toldOn)
			)
		)
		.orderBy(asc(digestLine.at), asc(digestLine.id));
	return lines.filter(({ at }) => localDateAt(at, unit.scope.timeZone) < unit.today);
}

async function markTold(unit: Unit<SystemScope>, ids: readonly string[]): Promise<void> {
	if (ids.length === 0) return;
	await unit.tx
		.update(digestLine)
		.set({ toldOn: unit.today })
		.where(
			and(
				eq(digestLine.organisationId, unit.scope.organisationId),
				inArray(digestLine.id, [...ids])
			)
		);
}
