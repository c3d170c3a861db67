import { and, eq, inArray, lt, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { AppError } from '$lib/domain/errors';
import { machineNow } from '../clock';
import { withProof } from '../db/client';
import { loginAttempt } from '../db/schema/sessions';

const QUARTER_MS = 15 * 60_000;

/** A key that lets so many through within its window; only its hash is kept. */
export interface Door {
	key: string;
	limit: number;
	/** Missing = a quarter of an hour. */
	windowMs?: number;
}

export interface Attempt {
	key: string;
	id: string;
}

/**
 * Counted at every door before anything is looked at, or a hundred guesses at once would all be looked at.
 * @throws too_many_attempts
 */
export async function countAttempt(doors: readonly Door[]): Promise<Attempt[]> {
	const counted: Attempt[] = [];
	for (const door of doors) {
		const id = await countAt(door);
		if (!id) {
			// A refusal is no guess: it keeps no door shut for longer.
			for (const earlier of counted) await forget(earlier.key, [earlier.id]);
			throw new AppError('too_many_attempts');
		}
		counted.push({ key: door.key, id });
	}
	return counted;
}

/** One after the other per key; null when the limit is reached. */
const countAt = ({ key, limit, windowMs = QUARTER_MS }: Door): Promise<string | null> =>
	withProof(key, async (tx) => {
		await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`);
		const start = new Date(machineNow().getTime() - windowMs);
		await tx
			.delete(loginAttempt)
			.where(and(eq(loginAttempt.keyHash, key), lt(loginAttempt.at, start)));
		if ((await tx.$count(loginAttempt, eq(loginAttempt.keyHash, key))) >= limit) return null;
		const id = uuidv7();
		await tx.insert(loginAttempt).values({ id, keyHash: key, at: machineNow() });
		return id;
	});

/** Takes back what was counted at a door: all of it, or these. */
export const forget = (key: string, ids?: readonly string[]) =>
	withProof(key, (tx) =>
		tx
			.delete(loginAttempt)
			.where(
				and(eq(loginAttempt.keyHash, key), ids ? inArray(loginAttempt.id, [...ids]) : undefined)
			)
	);
