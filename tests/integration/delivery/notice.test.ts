import { eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { notice } from '$lib/server/db/schema/notices';
import { run } from '$lib/server/db/schema/runs';
import { step } from '$lib/server/db/schema/scenarios';
import { deliverDue } from '$lib/server/delivery/deliver';
import { giveUpDelivery } from '$lib/server/delivery/give-up-delivery';
import {
	onNoticeClaim,
	onNoticeSettled,
	type NoticeVerdict
} from '$lib/server/delivery/notice-hook';
import { putMail } from '$lib/server/delivery/outbox';
import { claimNotices } from '$lib/server/dunning/claim-notice';
import { settleNotice } from '$lib/server/dunning/settle-notice';
import { forgetEnv } from '$lib/server/env';
import { sample } from '../../../emails/dunning-notice/sample';
import { TEST_INSTANT, useDatabase } from '../../support/database';
import { startSmtp, type Smtp } from '../../support/smtp';
import { buildWorld, type Company } from '../../support/world';
import { deliveryWith } from './outbox-world';

useDatabase();

let ours: Company;
let smtp: Smtp;
let verdict: NoticeVerdict;
const told: [noticeId: string, status: string][] = [];

beforeAll(async () => {
	({ ours } = await buildWorld());
	smtp = await startSmtp();
	process.env.SMTP_URL = smtp.url;
	forgetEnv();
	onNoticeClaim(async (_unit, asked) => asked.map(() => verdict));
	onNoticeSettled(async (_unit, noticeId, status) => void told.push([noticeId, status]));
});
beforeEach(() => {
	told.length = 0;
	smtp.mails.length = 0;
	smtp.mood = 'accept';
	setClock(TEST_INSTANT);
});
afterAll(async () => {
	// The engine listens again to whoever comes after this file.
	onNoticeClaim(claimNotices);
	onNoticeSettled(settleNotice);
	await smtp.close();
});

/** A notice as the engine plans it, with its mail in the outbox. */
async function planNotice(stepKey: string): Promise<string> {
	const id = uuidv7();
	await unitOfWork(ours.inside, async (unit) => {
		const { organisationId } = unit.scope;
		const { customer, contact, overdue } = ours.account;
		const [plan] = await unit.tx
			.select({ stepId: step.id })
			.from(step)
			.where(eq(step.organisationId, organisationId));
		await unit.tx
			.insert(run)
			.values({
				organisationId,
				id: uuidv7(),
				runOn: unit.today,
				startedAt: unit.now,
				lastAt: unit.now,
				startedBy: 'test'
			})
			.onConflictDoNothing();
		const [{ runId } = { runId: '' }] = await unit.tx
			.select({ runId: run.id })
			.from(run)
			.where(eq(run.organisationId, organisationId));
		await unit.tx.insert(notice).values({
			organisationId,
			id,
			customerId: customer.id,
			contactId: contact.id,
			leaderInvoiceId: overdue.id,
			stepKey,
			stepId: plan!.stepId,
			runId,
			channel: 'email',
			status: 'planned',
			plannedAt: unit.now,
			plannedOn: unit.today
		});
		await putMail(unit, {
			mail: 'dunning-notice',
			onceKey: `notice:${stepKey}`,
			to: { email: contact.email, name: contact.name, language: 'fr' },
			facts: {},
			customerId: customer.id,
			noticeId: id,
			link: { kind: 'portal', contactId: contact.id }
		});
	});
	return id;
}

describe('A notice in the outbox', () => {
	it('is written from what is true when it leaves', async () => {
		verdict = { send: true, facts: sample };
		const id = await planNotice('courtesy');
		expect(await deliverDue()).toBe(1);
		expect(smtp.mails[0]!.subject.replaceAll('\u00a0', ' ')).toBe(
			'Rappel : 3 factures toujours impayées – 1 718,50 € (Menuiserie Dupont)'
		);
		expect(smtp.mails[0]!.text).toContain('200,00\u00a0€ en contestation LIT-2026-000123');
		expect(told).toEqual([[id, 'sent']]);
	});

	it('does not leave when the last look says no, and says why', async () => {
		verdict = { send: false, reasons: ['disputed'] };
		await planNotice('reminder');
		await deliverDue();
		expect(smtp.mails).toHaveLength(0);
		expect(await deliveryWith(ours, 'notice:reminder')).toMatchObject({
			status: 'cancelled',
			response: 'disputed',
			html: null
		});
	});

	it('waits for the hour the last look names', async () => {
		const postpone = new Date(TEST_INSTANT.getTime() + 3_600_000);
		verdict = { send: false, reasons: ['outside_window'], postpone };
		await planNotice('evening');
		await deliverDue();
		expect(await deliveryWith(ours, 'notice:evening')).toMatchObject({
			status: 'planned',
			attempts: 0,
			nextAttemptAt: postpone
		});
		verdict = { send: true, facts: sample };
		await deliverDue();
		expect(smtp.mails).toHaveLength(0);
		setClock(postpone);
		expect(await deliverDue()).toBe(1);
	});

	it('is looked at again before every new attempt', async () => {
		verdict = { send: true, facts: sample };
		smtp.mood = 'later';
		await planNotice('again');
		await deliverDue();
		verdict = { send: false, reasons: ['payment_announced'] };
		smtp.mood = 'accept';
		setClock(new Date(TEST_INSTANT.getTime() + 600_000));
		await deliverDue();
		expect(smtp.mails).toHaveLength(0);
		expect(await deliveryWith(ours, 'notice:again')).toMatchObject({
			status: 'cancelled',
			attempts: 1
		});
	});

	it('is given up by a person who says so, and its planner is told', async () => {
		verdict = { send: true, facts: sample };
		smtp.mood = 'drop';
		const id = await planNotice('given-up');
		await deliverDue();
		const row = await deliveryWith(ours, 'notice:given-up');
		await unitOfWork(ours.desk.collector, (unit) => giveUpDelivery(unit, row.id));
		expect(told).toEqual([
			[id, 'unknown'],
			[id, 'cancelled']
		]);
		expect((await deliveryWith(ours, 'notice:given-up')).status).toBe('cancelled');
	});
});
