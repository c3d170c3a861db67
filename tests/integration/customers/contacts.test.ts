import { beforeAll, describe, expect, test } from 'vitest';
import { unitOfWork } from '$lib/server/db/client';
import { markBounced } from '$lib/server/customers/mark-bounced';
import { runDunning } from '$lib/server/dunning/run-dunning';
import { asAppError } from '$lib/server/trpc/errors';
import { useDatabase } from '../../support/database';
import { buildInvoice, buildCustomer } from '../../support/factories';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { auditOf } from '../disputes/traces';

useDatabase();
let ours: Company;
let other: Company;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
});
const desk = () => callerFor(ours.desk.collector).desk;
const julie = { name: 'Julie Martin', email: 'Julie@M1.test', role: 'collections' } as const;
const contactsOf = async (code: string) => (await desk().customers.page({ code })).contacts;
const refusal = async (work: Promise<unknown>) => {
	const { code, field } = asAppError(await work.then(() => null).catch((e: unknown) => e));
	return [code, field ?? null];
};

describe('a contact', () => {
	test('is added with what the reminders need to know, once per address', async () => {
		const { id: customerId } = ours.neighbour.customer;
		const id = await desk().customers.addContact({
			customerId,
			...julie,
			timeZone: 'America/New_York'
		});
		expect((await contactsOf('M2')).find((one) => one.id === id)).toMatchObject({
			email: 'julie@m1.test',
			role: 'collections',
			timeZone: 'America/New_York'
		});
		expect(await refusal(desk().customers.addContact({ customerId, ...julie }))).toEqual([
			'contact_known',
			'email'
		]);
		expect(await auditOf(id)).toEqual(['contact.added']);
	});

	test('has a time zone that exists and an address that could', async () => {
		const { id: customerId } = ours.account.customer;
		const add = (fields: object) =>
			refusal(desk().customers.addContact({ customerId, ...julie, ...fields }));
		expect(await add({ timeZone: 'Europe/Nowhere' })).toEqual(['invalid_input', 'timeZone']);
		expect(await add({ email: 'julie' })).toEqual(['email_invalid', 'email']);
		expect(await add({ customerId: other.account.customer.id })).toEqual(['not_found', null]);
	});

	test('that moved to another address has not failed there, and its old links open nothing', async () => {
		const { contact, portalPath, customer } = ours.account;
		await unitOfWork(ours.inside, (unit) =>
			markBounced(unit, customer.id, contact.email, 'no such user')
		);
		expect((await contactsOf('M1'))[0]!.bouncedAt).not.toBeNull();
		await desk().customers.editContact({
			contactId: contact.id,
			name: 'Ana Petit',
			email: 'ana.petit@m1.test',
			role: 'billing'
		});
		expect((await contactsOf('M1'))[0]).toMatchObject({
			email: 'ana.petit@m1.test',
			bouncedAt: null
		});
		await expect(portalScopeOf(portalPath)).rejects.toThrow();
	});

	test('whose mailbox works again is written to again', async () => {
		const { contact, customer } = ours.account;
		await unitOfWork(ours.inside, (unit) =>
			markBounced(unit, customer.id, 'ana.petit@m1.test', 'full')
		);
		await desk().customers.clearBounce({ contactId: contact.id });
		expect((await contactsOf('M1'))[0]!.bouncedAt).toBeNull();
	});

	test('that is removed is nobody any more, and comes back with his address', async () => {
		const { contact, customer } = ours.account;
		await desk().customers.removeContact({ contactId: contact.id });
		expect((await contactsOf('M1')).map(({ id }) => id)).not.toContain(contact.id);
		const gone = { contactId: contact.id };
		expect(await refusal(desk().customers.removeContact(gone))).toEqual(['not_found', null]);
		expect(
			await desk().customers.addContact({
				...julie,
				customerId: customer.id,
				email: 'ana.petit@m1.test'
			})
		).toBe(contact.id);
	});
});

test('whom a due step cannot reach is a task of the day, until it can', async () => {
	const lonely = await buildCustomer(ours.inside, { code: 'SEUL', name: 'Seul au monde' });
	await buildInvoice(ours.inside, lonely);
	await runDunning(ours.inside);
	expect(await desk().dunning.alerts()).toEqual({
		count: 1,
		customers: [{ code: 'SEUL', name: 'Seul au monde', reason: 'no_contact' }]
	});
	await desk().customers.addContact({ ...julie, customerId: lonely.id, email: 'a@seul.test' });
	await runDunning(ours.inside);
	expect((await desk().dunning.alerts()).count).toBe(0);
	expect((await callerFor(other.desk.collector).desk.dunning.alerts()).count).toBe(0);
});
