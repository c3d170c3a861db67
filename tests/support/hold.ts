import type { SQL } from 'drizzle-orm';
import { expect } from 'vitest';
import type { SystemScope } from '$lib/server/auth/scope';
import { unitOfWork } from '$lib/server/db/client';

/** Somebody holds these rows, in a transaction of his own. @returns lets go of them */
export async function hold(inside: SystemScope, rows: SQL): Promise<() => Promise<void>> {
	let letGo = () => {};
	const over = new Promise<void>((done) => (letGo = done));
	let isHeld = false;
	const holding = unitOfWork(inside, async ({ tx }) => {
		expect((await tx.execute(rows)).rowCount).toBeGreaterThan(0);
		isHeld = true;
		await over;
	});
	await Promise.race([expect.poll(() => isHeld).toBe(true), holding]);
	return async () => {
		letGo();
		await holding;
	};
}
