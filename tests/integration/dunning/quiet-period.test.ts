import { beforeEach, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { setClock } from '$lib/server/clock';
import { TEST_INSTANT, useDatabase } from '../../support/database';
import { buildPortalLink, buildUser } from '../../support/factories';
import { callerFor, deskScopeOf, portalScopeOf } from '../../support/scopes';
import { organisationWithDebtor } from './world';

useDatabase();
beforeEach(() => setClock(TEST_INSTANT));

async function world() {
	const { inside, customer, contact, invoice } = await organisationWithDebtor();
	const path = await buildPortalLink(inside, contact);
	const staff = callerFor(deskScopeOf(await buildUser(inside), inside)).desk;
	const customerSays = async () => callerFor(await portalScopeOf(path)).portal.disputes;
	return {
		/** Contests a part of the invoice and changes his mind. */
		async changesHisMind(claimedMinor: bigint) {
			const disputes = await customerSays();
			const { reference } = await disputes.open({
				items: [{ invoiceId: invoice.id, claimedMinor }],
				reasonCode: 'price_unit',
				language: 'fr',
				explanation: 'Le prix convenu était plus bas.',
				idempotencyKey: uuidv7()
			});
			await disputes.withdraw({ reference });
		},
		async asked() {
			const { decision } = await staff.dunning.whyCustomer({ customerId: customer.id });
			return decision.collectible.map(({ minor }) => minor);
		}
	};
}

test('a cent contested and withdrawn silences one cent, and only once', async () => {
	const { changesHisMind, asked } = await world();
	expect(await asked()).toEqual([100_000n]);
	await changesHisMind(1n);
	expect(await asked()).toEqual([99_999n]);
	setClock(new Date('2026-03-12T09:00:00Z'));
	expect(await asked()).toEqual([100_000n]);
	await changesHisMind(60_000n);
	expect(await asked()).toEqual([100_000n]);
});

test('whoever withdraws the whole of it in good faith has some days to pay', async () => {
	const { changesHisMind, asked } = await world();
	await changesHisMind(100_000n);
	expect(await asked()).toEqual([]);
});
