import { hashOf } from '../hash';
import { countAttempt, forget } from '../throttle';

const DAY_MS = 24 * 3_600_000;
/** Wrong codes: from one place and for one account in a quarter of an hour, for one account in a day. */
const LIMIT = { fromAddress: 5, account: 10, day: 50 } as const;

/** Three in a million codes are right at any time: few may be tried. @throws too_many_attempts */
export async function guessing<T>(
	userId: string,
	address: string,
	work: () => Promise<T>
): Promise<T> {
	const [from, account, day] = await countAttempt([
		{ key: hashOf(`factor:${userId}:${address}`), limit: LIMIT.fromAddress },
		{ key: hashOf(`factor:${userId}`), limit: LIMIT.account },
		{ key: hashOf(`factor-day:${userId}`), limit: LIMIT.day, windowMs: DAY_MS }
	]);
	const result = await work();
	await forget(from!.key);
	// What somebody else guessed stays counted.
	for (const { key, id } of [account!, day!]) await forget(key, [id]);
	return result;
}
