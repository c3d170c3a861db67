import { and, eq, isNull, sql, type SQL } from 'drizzle-orm';
import { isWorkingDay } from '$lib/domain/calendar';
import type { SystemScope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { digestLine } from '../db/schema/digest-lines';
import { putMail } from '../delivery/outbox';
import { log } from '../log';
import { digestsDue, type Account } from '../settings/account-queries';
import { noteDigest } from '../settings/users/note-digest';
import { lockAccount } from '../settings/users/user-queries';
import { workingCalendarOf } from '../settings/queries';
import { newsOf, waitingInHouse, waitingOf, type WaitingInHouse } from './digest-facts';

/** Who chose so reads once on a working day what happened until the day before and what waits for him. */
export async function sendDigests(scope: SystemScope): Promise<void> {
	const readers = await unitOfWork(scope, readersToday);
	if (readers.length === 0) return;
	const inHouse = await unitOfWork(scope, waitingInHouse);
	for (const userId of readers)
		await unitOfWork(scope, (unit) => sendDigest(unit, userId, inHouse)).catch((error: unknown) =>
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
	return digestsDue(
		unit,
		kept.map(({ userId }) => userId)
	);
}

async function sendDigest(
	unit: Unit<SystemScope>,
	userId: string,
	inHouse: WaitingInHouse
): Promise<void> {
	const reader = await lockAccount(unit, userId);
	// Nobody reads it any more.
	if (!reader) return markTold(unit, keptFor(unit, userId));
	// Asked again behind the lock: another replica may have been here first, with the same lines.
	if (reader.digestOn === unit.today) return;
	const kept = and(keptFor(unit, userId), isBeforeToday(unit));
	await putDigest(unit, { reader, kept, inHouse });
	await markTold(unit, kept);
	await noteDigest(unit, userId);
}

interface Digest {
	reader: Account;
	/** The lines of it. */
	kept: SQL | undefined;
	inHouse: WaitingInHouse;
}

async function putDigest(
	unit: Unit<SystemScope>,
	{ reader, kept, inHouse }: Digest
): Promise<void> {
	const [news, waiting] = [await newsOf(unit, kept), await waitingOf(unit, reader, inHouse)];
	if (news.rows.length + waiting.rows.length === 0) return;
	await putMail(unit, {
		...{ mail: 'staff-digest', onceKey: `staff-digest:${reader.id}:${unit.today}`, to: reader },
		facts: {
			...{ news: news.rows, waiting: waiting.rows },
			more: { news: news.more, waiting: waiting.more }
		}
	});
}

const keptFor = ({ scope }: Unit<SystemScope>, userId: string): SQL | undefined =>
	and(
		eq(digestLine.organisationId, scope.organisationId),
		eq(digestLine.userId, userId),
		isNull(digestLine.toldOn)
	);

/** Today's are tomorrow's news: the digest of a day is the same whenever that day it leaves. */
const isBeforeToday = ({ scope, today }: Unit<SystemScope>): SQL =>
	sql`(${digestLine.at} at time zone ${scope.timeZone})::date < ${today}`;

async function markTold(unit: Unit<SystemScope>, kept: SQL | undefined): Promise<void> {
	await unit.tx.update(digestLine).set({ toldOn: unit.today }).where(kept);
}
