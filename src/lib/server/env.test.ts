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

describe('a setting somebody wrote wrongly', () => {
	test.each([
		['PORT', 'abc', 'PORT: write a whole number from 0 to 65535'],
		['DEMO', 'maybe', 'DEMO: write on or off'],
		['SMTP_CONNECTIONS', '0', 'SMTP_CONNECTIONS: write a whole number from 1 to 10'],
		['INBOUND_SECRET', 'short', 'INBOUND_SECRET: write 32 signs or more'],
		['INBOUND_IMAP_URL', 'imap.example.com', 'INBOUND_IMAP_URL: write an address like imaps://'],
		['WITNESS_IMAP_URL', 'https://example.com', 'WITNESS_IMAP_URL: write an address like imaps://']
	])('%s=%s is refused at the start, with what to write', (name, value, said) => {
		expect(() => withSettings({ [name]: value })).toThrow(said);
	});

	test('is said beside every other', () => {
		const wrong = { PORT: 'abc', DEMO: 'maybe' };
		expect(() => withSettings(wrong)).toThrow(/PORT: .*\nDEMO: /);
	});

	test('left empty is left out', () => {
		const { INBOUND_SECRET, INBOUND_IMAP_URL } = withSettings({
			...{ INBOUND_SECRET: '', INBOUND_IMAP_URL: '' }
		});
		expect([INBOUND_SECRET, INBOUND_IMAP_URL]).toEqual([undefined, undefined]);
	});
});
