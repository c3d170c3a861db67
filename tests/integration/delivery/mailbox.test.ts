import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findLink } from '$lib/server/auth/links';
import { unitOfWork } from '$lib/server/db/client';
import { organisation } from '$lib/server/db/schema/organisations';
import { deliverDue } from '$lib/server/delivery/deliver';
import { forgetEnv } from '$lib/server/env';
import { useDatabase } from '../../support/database';
import { callerFor, tokenIn } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { deliveryWith, putReceived } from './outbox-world';

useDatabase();

let ours: Company;
let other: Company;

const environment = (values: Record<string, string>) => {
	Object.assign(process.env, values);
	forgetEnv();
};

beforeAll(async () => {
	({ ours, other } = await buildWorld());
	await putReceived(ours, 'ours');
	await putReceived(other, 'theirs');
	await deliverDue();
});
beforeEach(() => environment({ DEMO: 'off', SMTP_URL: '' }));

const theMailbox = (scope: Parameters<typeof callerFor>[0]) => callerFor(scope).mailbox;
const addressesFor = async (scope: Parameters<typeof callerFor>[0]) =>
	(await theMailbox(scope).list({})).mails.map(({ toEmail }) => toEmail);

describe('The mailbox', () => {
	it('shows a colleague the mails of the own organisation, and no other', async () => {
		expect(await addressesFor(ours.desk.collector)).toEqual(['billing@m1.test']);
		const { id } = await deliveryWith(other, 'theirs');
		await expect(theMailbox(ours.desk.collector).show({ deliveryId: id })).rejects.toThrow(
			'not_found'
		);
	});

	it('does not exist for strangers, for customers, and for roles without the right', async () => {
		for (const scope of [null, ours.desk.resolver, ours.desk.executive])
			await expect(theMailbox(scope).list({})).rejects.toThrow('not_found');
	});

	it('does not exist where a mail server delivers', async () => {
		environment({ SMTP_URL: 'smtp://127.0.0.1:1' });
		await expect(theMailbox(ours.desk.admin).list({})).rejects.toThrow('not_found');
	});

	it('shows the letter with a link that opens', async () => {
		const { id } = await deliveryWith(ours, 'ours');
		const letter = await theMailbox(ours.desk.collector).show({ deliveryId: id });
		expect((await findLink(tokenIn(letter.text)))?.customerId).toBe(ours.account.customer.id);
		expect(letter.html).not.toContain('link.invalid');
		expect(letter).toMatchObject({
			from: 'Menuiserie Dupont <compta@menuiserie.test>',
			status: 'sent',
			response: 'mailbox'
		});
	});

	it('finds by a part of the address, its signs taken literally', async () => {
		const search = async (to: string) =>
			(await theMailbox(ours.desk.collector).list({ to })).mails.length;
		expect([
			await search('BILLING@m1'),
			await search('%'),
			await search('b_lling'),
			await search('nobody')
		]).toEqual([1, 0, 0, 0]);
	});

	it('is open to everybody in the demo, for demo organisations only', async () => {
		await unitOfWork(other.inside, (unit) =>
			unit.tx
				.update(organisation)
				.set({ demo: true })
				.where(eq(organisation.id, unit.scope.organisationId))
		);
		environment({ DEMO: 'on' });
		expect(await addressesFor(null)).toEqual(['billing@n1.test']);
		expect(await addressesFor(ours.desk.collector)).toHaveLength(2);
	});
});

describe('The mails page of the staff', () => {
	it('counts, lists and shows the mails of the own organisation without the customer’s key', async () => {
		const { delivery } = callerFor(ours.desk.collector).desk;
		expect((await delivery.summary()).counts).toMatchObject({ sent: 1, unknown: 0 });
		const [listed] = (await delivery.list({ status: ['sent'] })).deliveries;
		const shown = await delivery.show({ deliveryId: listed!.id });
		expect(shown.text).toContain('https://link.invalid/');
		expect(shown.text).not.toMatch(/\/p\/[\w-]{43}/);
		await expect(
			callerFor(other.desk.collector).desk.delivery.show({ deliveryId: listed!.id })
		).rejects.toThrow('not_found');
	});

	it('lets nobody send again what was sent, nor act without the right', async () => {
		const { id: deliveryId } = await deliveryWith(ours, 'ours');
		await expect(
			callerFor(ours.desk.collector).desk.delivery.retry({ deliveryId })
		).rejects.toThrow('conflict');
		await expect(
			callerFor(ours.desk.executive).desk.delivery.giveUp({ deliveryId })
		).rejects.toThrow('not_allowed');
	});
});
