import { afterEach, describe, expect, test } from 'vitest';
import { connectionsNeeded, heldByWorkers } from './connections';
import { env, forgetEnv } from './env';

const before = { ...process.env };
const withSettings = (settings: Record<string, string>) => {
	Object.assign(process.env, { DATABASE_URL: 'postgres://nobody', ...settings });
	forgetEnv();
	return env();
};
afterEach(() => {
	process.env = { ...before };
	forgetEnv();
});

describe('connections to the database', () => {
	test.each(['1', '5', '10'])(
		'are enough for %s mails at a time and everything beside them, with some left for people',
		(lanes) => {
			const { DATABASE_CONNECTIONS, SMTP_CONNECTIONS } = withSettings({ SMTP_CONNECTIONS: lanes });
			expect(DATABASE_CONNECTIONS).toBe(connectionsNeeded(SMTP_CONNECTIONS));
			expect(DATABASE_CONNECTIONS - heldByWorkers(SMTP_CONNECTIONS)).toBeGreaterThanOrEqual(8);
		}
	);

	test('may be more', () => {
		expect(withSettings({ DATABASE_CONNECTIONS: '80' }).DATABASE_CONNECTIONS).toBe(80);
	});

	test('are refused at the start when they are too few, with what to do', () => {
		const settings = { DATABASE_CONNECTIONS: '16', SMTP_CONNECTIONS: '10' };
		expect(() => withSettings(settings)).toThrow(
			'DATABASE_CONNECTIONS: 16 are too few: with SMTP_CONNECTIONS=10, what works by itself may hold ' +
				'32 at once, and 8 are kept for people. Give 40 or more, lower SMTP_CONNECTIONS, or leave it out.'
		);
	});
});
