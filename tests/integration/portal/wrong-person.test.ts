import { beforeAll, expect, it } from 'vitest';
import { unitOfWork } from '$lib/server/db/client';
import { accountMessage } from '$lib/server/db/schema/account-messages';
import { useDatabase } from '../../support/database';
import {
	buildContact,
	buildCustomer,
	buildInvoice,
	buildPortalLink
} from '../../support/factories';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();

let ours: Company;
beforeAll(async () => {
	({ ours } = await buildWorld());
});

it('whoever said that he is not the right person reads on his account when, until somebody answered', async () => {
	const customer = await buildCustomer(ours.inside);
	await buildInvoice(ours.inside, customer);
	const holders = [
		await buildContact(ours.inside, customer),
		await buildContact(ours.inside, customer, { email: 'julie@petit.test' })
	];
	const [his, hers] = await Promise.all(
		holders.map(async (holder) =>
			callerFor(await portalScopeOf(await buildPortalLink(ours.inside, holder)))
		)
	);
	const told = async () => (await his!.portal.customers.account()).wrongPersonToldOn;
	expect(await told()).toBeNull();
	const said = { body: 'Écrivez à Julie', language: 'fr', invoiceIds: [], files: [] } as const;
	const write = (kind: 'question' | 'wrong_person') =>
		his!.portal.customers.write({ ...said, kind, idempotencyKey: `told-${kind}` } as never);
	await write('question');
	expect(await told()).toBeNull();
	await write('wrong_person');
	expect(await told()).toBe('2026-03-03');
	expect((await hers!.portal.customers.account()).wrongPersonToldOn).toBeNull();
	await unitOfWork(ours.inside, ({ tx, now }) =>
		tx.update(accountMessage).set({ handledAt: now, handledBy: 'Ana' })
	);
	expect(await told()).toBeNull();
});
