import { asOwner } from './database';

/** Transactions that wait for a lock in the database of this test. */
export async function howManyWait(): Promise<number> {
	const [row] = await asOwner<{ n: number }>(
		`select count(*)::int as n from pg_stat_activity
		where datname = current_database() and wait_event_type = 'Lock'`
	);
	return row!.n;
}

/** When the transaction that waits began; null when none does. */
export async function waitsSince(): Promise<string | null> {
	const [row] = await asOwner<{ since: string | null }>(
		`select min(xact_start)::text as since from pg_stat_activity
		where datname = current_database() and wait_event_type = 'Lock'`
	);
	return row!.since;
}

export const somebodyWaits = async (): Promise<boolean> => (await howManyWait()) > 0;

/** Asks again and again: what was begun beside this test stands before a lock at last. */
export async function untilSomebodyWaits(): Promise<void> {
	while (!(await somebodyWaits()));
}
