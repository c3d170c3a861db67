import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { startDatabase } from '../../src/launch/embedded-database.mjs';
import { money } from '$lib/domain/money';
import { localDate } from '$lib/domain/calendar';
import type { SystemScope } from '$lib/server/auth/scope';
import { setClock } from '$lib/server/clock';
import { closePool, unitOfWork } from '$lib/server/db/client';
import { migrateDatabase } from '$lib/server/db/migrate';
import { putMail } from '$lib/server/delivery/outbox';
import { orderRun } from '$lib/server/dunning/order-run';
import { runDunning } from '$lib/server/dunning/run-dunning';
import '$lib/server/jobs/notice-hooks';
import { createOrganisation } from '$lib/server/settings/create-organisation';
import { buildContact, buildCustomer, buildInvoice } from '../support/factories';

export interface BenchWorld {
	scope: SystemScope;
	asOwner: (sql: string) => Promise<Record<string, unknown>[]>;
	close(): Promise<void>;
}

/** A real database of its own with one organisation; nothing of it stays. */
export async function openBenchWorld(smtpUrl: string): Promise<BenchWorld> {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'entendu-bench-'));
	fs.chmodSync(folder, 0o755);
	const database = await startDatabase({ dataDir: folder });
	Object.assign(process.env, {
		DATABASE_URL: database.url,
		DATA_DIR: folder,
		SMTP_URL: smtpUrl,
		LOG: 'silent',
		DEMO: 'on',
		CLOCK: ''
	});
	await migrateDatabase(database.url);
	const owner = new pg.Client({ connectionString: database.url });
	await owner.connect();
	return {
		scope: await createOrganisation({
			slug: 'bench',
			name: 'Bench SARL',
			email: 'ar@bench.test',
			country: 'FR',
			language: 'fr',
			timeZone: 'Europe/Paris',
			currency: 'EUR'
		}),
		asOwner: async (text) => (await owner.query(text)).rows,
		async close() {
			await closePool();
			await owner.end();
			await database.stop();
			fs.rmSync(folder, { recursive: true, force: true });
		}
	};
}

const FACTS = {
	reference: 'LIT-2026-000001',
	path: '/disputes/LIT-2026-000001',
	invoices: ['F-2026-001'],
	disputed: money(20_000n, 'EUR'),
	stillDue: money(60_000n, 'EUR'),
	answerDueOn: localDate('2026-03-09'),
	reason: { fr: 'Le prix ne correspond pas', en: 'The price is not what we agreed' }
};

/** A hundred at a time: one transaction for each would only slow the preparation down. */
export async function fillOutbox(scope: SystemScope, mails: number): Promise<void> {
	for (let from = 0; from < mails; from += 100)
		await unitOfWork(scope, async (unit) => {
			for (let at = from; at < Math.min(mails, from + 100); at++)
				await putMail(unit, {
					mail: 'dispute-received',
					onceKey: `bench:${at}`,
					to: { email: `customer${at}@example.test`, name: `Customer ${at}`, language: 'fr' },
					facts: FACTS
				});
		});
}

/**
 * As many customers with a late invoice and a contact; the engine then plans their reminders. No earlier
 * day speaks for so many of them: the run stops, and somebody approves it as on any first day.
 */
export async function fillWithNotices(scope: SystemScope, customers: number): Promise<void> {
	setClock(new Date('2026-03-03T09:00:00Z'));
	for (let at = 0; at < customers; at++) {
		const customer = await buildCustomer(scope);
		await buildContact(scope, customer);
		await buildInvoice(scope, customer);
	}
	const { runId, notices, state } = await runDunning(scope);
	if (notices !== customers) throw new Error(`${notices} notices were planned for ${customers}`);
	if (state === 'stopped')
		await unitOfWork(scope, (unit) => orderRun(unit, { runId, kind: 'approve', note: 'Bench' }));
}
