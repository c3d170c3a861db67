import { beforeEach, describe, expect, test } from 'vitest';
import { setClock, todayIn } from '$lib/server/clock';
import { forgetEnv } from '$lib/server/env';
import { startEngine, stopEngine } from '$lib/server/jobs/schedule';
import { tick } from '$lib/server/jobs/tick';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import {
	buildContact,
	buildCustomer,
	buildInvoice,
	buildOrganisation
} from '../../support/factories';
import { callerFor } from '../../support/scopes';
import { day, decisionsIn, noticesIn, organisationWithDebtor } from './world';

useDatabase();
beforeEach(() => setClock(TEST_INSTANT));

const setting = (name: 'ENGINE' | 'DEMO', value: 'on' | 'off'): void => {
	process.env[name] = value;
	forgetEnv();
};

describe('the engine', () => {
	test('does not run outside the sending hours of an organisation, and does inside', async () => {
		const { inside } = await organisationWithDebtor();
		setClock(new Date('2026-03-03T05:00:00Z'));
		await tick();
		expect(await decisionsIn(inside)).toEqual([]);
		setClock(TEST_INSTANT);
		await tick();
		expect(await noticesIn(inside)).toMatchObject([{ stepKey: 'reminder', status: 'sent' }]);
	});

	test('looks once when it starts, and stopping waits for what is under way', async () => {
		const { inside } = await organisationWithDebtor();
		startEngine();
		await stopEngine();
		expect(await noticesIn(inside)).toEqual([]);
		setting('ENGINE', 'on');
		startEngine();
		startEngine();
		await stopEngine();
		setting('ENGINE', 'off');
		expect(await noticesIn(inside)).toHaveLength(1);
	});

	test('leaves demo organisations alone where the demo is off', async () => {
		const inside = await buildOrganisation({ demo: true });
		const customer = await buildCustomer(inside);
		await buildContact(inside, customer);
		await buildInvoice(inside, customer, { dueOn: day('2026-02-21') });
		setting('DEMO', 'off');
		await tick();
		setting('DEMO', 'on');
		expect(await noticesIn(inside)).toEqual([]);
	});
});

describe('the clock of the demo', () => {
	test('lives through every day it jumps over and lists the mails that left', async () => {
		// The clock stands still beside a real organisation.
		await asOwner('update organisation set demo = true');
		const inside = await buildOrganisation({ demo: true });
		const customer = await buildCustomer(inside);
		const contact = await buildContact(inside, customer);
		await buildInvoice(inside, customer, { dueOn: day('2026-03-02') });
		const { demo } = callerFor(null);
		const { today, mails } = await demo.setClock({ days: 10 });
		expect(today).toBe('2026-03-13');
		expect(
			mails
				.filter(({ toEmail }) => toEmail === contact.email)
				.map(({ toEmail, on, status }) => [toEmail, on, status])
		).toEqual([
			[contact.email, '2026-03-04', 'sent'],
			[contact.email, '2026-03-12', 'sent']
		]);
		await expect(demo.setClock({ to: '2026-02-31' })).rejects.toThrow('date_invalid');
	});

	test('plays the day it starts in when that is still night, and refuses to skip years', async () => {
		await asOwner('update organisation set demo = true');
		const inside = await buildOrganisation({ demo: true });
		const customer = await buildCustomer(inside);
		const contact = await buildContact(inside, customer);
		await buildInvoice(inside, customer, { dueOn: day('2026-03-01') });
		const { demo } = callerFor(null);
		setClock(new Date('2026-03-02T23:23:00Z'));
		const { today, mails } = await demo.setClock({ days: 1 });
		expect(today).toBe('2026-03-04');
		expect(mails.filter(({ toEmail }) => toEmail === contact.email).map(({ on }) => on)).toEqual([
			'2026-03-03'
		]);
		await expect(demo.setClock({ to: '2028-03-04' })).rejects.toThrow('clock_too_far');
		expect(todayIn('Europe/Paris')).toBe('2026-03-04');
	});

	test('does not exist outside the demo', async () => {
		setting('DEMO', 'off');
		await expect(callerFor(null).demo.setClock({ days: 1 })).rejects.toThrow('not_found');
		setting('DEMO', 'on');
		expect(todayIn('Europe/Paris')).toBe('2026-03-03');
	});
});
