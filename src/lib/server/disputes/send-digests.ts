import { and, eq, isNull, sql, type SQL } from 'drizzle-orm';
import type { SystemScope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { digestLine } from '../db/schema/digest-lines';
import { log } from '../log';
import { noteDigest, noteOtherDigests } from '../settings/users/note-digest';
import { putOffDigest, putOffDigests } from '../settings/users/put-off-digest';
import { lockAccount } from '../settings/users/user-queries';
import { digestsToday, type DigestsToday } from './digests-today';
import { putDigest } from './put-digest';
import { putHeadsDigest } from './put-heads-digest';

/**
 * Who chose so reads once on a working day what happened until the day before and what waits for him; everybody, with it
 * or in a mail of its own, which days of his cases are near or were broken, and later the head of his team.
 */
export async function sendDigests(scope: SystemScope): Promise<void> {
	try {
		await sendAll(scope);
	} catch (error) {
		// What everybody's is made of is not worked out again at every tick either.
		await unitOfWork(scope, putOffDigests);
		throw error;
	}
}

async function sendAll(scope: SystemScope): Promise<void> {
	const today = await unitOfWork(scope, digestsToday);
	if (!today) return;
	for (const news of today.heads.filter(({ userId }) => userId === null))
		await unitOfWork(scope, (unit) => putHeadsDigest(unit, news)).catch((error: unknown) =>
			log('error', 'digest.failed', { reader: news.reader, error })
		);
	for (const userId of today.readers.filter((id) => !today.putOff.has(id)))
		await unitOfWork(scope, (unit) => sendDigest(unit, userId, today)).catch((error: unknown) =>
			putOff(scope, userId, error)
		);
	await unitOfWork(scope, (unit) => noteOtherDigests(unit, today.readers));
}

/** One that cannot be put stops no other, and the house is not worked out again for it at every tick. */
async function putOff(scope: SystemScope, userId: string, error: unknown): Promise<void> {
	log('error', 'digest.failed', { userId, error });
	await unitOfWork(scope, (unit) => putOffDigest(unit, userId)).catch((failure: unknown) =>
		log('error', 'digest.not_put_off', { userId, error: failure })
	);
}

async function sendDigest(
	unit: Unit<SystemScope>,
	userId: string,
	today: DigestsToday
): Promise<void> {
	const reader = await lockAccount(unit, userId);
	// Nobody reads it any more.
	if (!reader) return markTold(unit, keptFor(unit, userId));
	// Asked again behind the lock: another replica may have been here first, with the same lines.
	if (reader.digestOn === unit.today) return;
	const kept = and(keptFor(unit, userId), isBeforeToday(unit));
	await putDigest(unit, { reader, kept, today });
	await markTold(unit, kept);
	await noteDigest(unit, userId);
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
