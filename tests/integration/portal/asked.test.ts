import { beforeAll, expect, it } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { setClock } from '$lib/server/clock';
import { TEST_INSTANT, useDatabase } from '../../support/database';
import { buildContact, buildPortalLink } from '../../support/factories';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { debtorOf } from './debtor';

useDatabase();

let ours: Company;
let other: Company;
beforeAll(async () => {
	setClock(TEST_INSTANT);
	({ ours, other } = await buildWorld());
});

const pdf = { name: 'releve.pdf', bytes: new TextEncoder().encode('%PDF-1.4') };
const question = (body: string, more: object = {}) => ({
	...{ kind: 'question' as const, body, language: 'fr' as const, idempotencyKey: uuidv7() },
	...more
});

it('whoever asked reads again what he asked, and that it is dealt with; nobody else does', async () => {
	const { portal, customer, invoice } = await debtorOf(ours);
	expect(await portal.customers.asked()).toEqual([]);
	const { messageId } = await portal.customers.write(
		question('Pouvez-vous m’envoyer un relevé ?', { invoiceIds: [invoice.id], files: [pdf] })
	);
	await portal.customers.write(question('Et le bon de livraison ?'));
	expect(await portal.customers.asked()).toMatchObject([
		{ body: 'Et le bon de livraison ?', numbers: [], files: [], handledOn: null },
		{
			...{ id: messageId, body: 'Pouvez-vous m’envoyer un relevé ?', on: '2026-03-03' },
			...{ numbers: [invoice.number], files: [{ name: 'releve.pdf' }], handledOn: null }
		}
	]);
	expect((await portal.customers.account()).messagesWaiting).toBe(2);

	setClock(new Date('2026-03-05T09:00:00Z'));
	await callerFor(ours.desk.collector).desk.customers.handleMessage({ messageId });
	expect((await portal.customers.asked())[1]).toMatchObject({ handledOn: '2026-03-05' });
	expect((await portal.customers.account()).messagesWaiting).toBe(1);

	const julie = await buildContact(ours.inside, customer, { email: 'julie@petit.test' });
	const hers = callerFor(await portalScopeOf(await buildPortalLink(ours.inside, julie))).portal;
	const theirs = callerFor(await portalScopeOf(other.account.portalPath)).portal;
	for (const { customers } of [hers, theirs]) {
		expect(await customers.asked()).toEqual([]);
		expect((await customers.account()).messagesWaiting).toBe(0);
	}
});
