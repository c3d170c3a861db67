import { beforeAll } from 'vitest';
import { forgetEnv } from '$lib/server/env';

/** As outside, where other tests wait longer: how long the database is waited for is what the file is about. Call it after `useDatabase`. */
export function usePatienceAsOutside(): void {
	beforeAll(() => {
		delete process.env.DATABASE_PATIENCE_MS;
		forgetEnv();
	});
}
