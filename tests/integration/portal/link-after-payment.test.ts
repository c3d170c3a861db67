import { expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { localDate } from '$lib/domain/calendar';
import { setClock } from '$lib/server/clock';
import { useDatabase } from '../../support/database';
import {
	buildContact,
	buildCustomer,
	buildInvoice,
	buildPayment,
	buildPortalLink
} from '../../support/factories';
import { callerFor, portalScopeOf, tokenIn } from '../../support/scopes';
import { buildWorld } from '../../support/world';

useDatabase();

test('the link of a reminder still opens once all of it is paid: settled, by what and when, and nothing is asked for or can be said of it', async () => {
	const { ours, other } = await buildWorld();
	const customer = await buildCustomer(ours.inside, { name: 'Gantier SA' });
	const contact = await buildContact(ours.inside, customer);
	const due = (day: string) =>
		buildInvoice(ours.inside, customer, { dueOn: localDate(day), totalMinor: 100_000n });
	const [late, soon] = [await due('2026-02-20'), await due('2026-03-13')];
	const path = await buildPortalLink(ours.inside, contact);
	const opened = async () => callerFor(await portalScopeOf(path)).portal;
	expect((await (await opened()).customers.account()).open).toHaveLength(2);

	// One of the two first: the other goes on being asked for.
	await buildPayment(ours.inside, late);
	const half = await (await opened()).customers.account();
	expect([half.overdue, half.upcoming]).toEqual([[], [{ minor: 100_000n, currency: 'EUR' }]]);
	expect(half.settled.map(({ number }) => number)).toEqual([late.number]);

	setClock(new Date('2026-03-10T09:00:00Z'));
	await buildPayment(ours.inside, soon, 40_000n);
	await buildPayment(ours.inside, soon, 60_000n);
	setClock(new Date('2026-03-20T09:00:00Z'));
	const { links } = callerFor(null);
	expect(await links.state({ token: tokenIn(path), kind: 'portal' })).toBe('open');
	const portal = await opened();
	const account = await portal.customers.account();
	expect(account).toMatchObject({ open: [], overdue: [], upcoming: [], disputed: [], cases: [] });
	expect(account.settled.map(({ number }) => number).sort()).toEqual(
		[late.number, soon.number].sort()
	);

	// The button of the mail leads to its invoice, and to the page it is paid on.
	const shown = await portal.invoices.show({ invoiceId: soon.id });
	expect(shown).toMatchObject({
		...{ state: 'settled', openMinor: 0n, toPayMinor: 0n, freeMinor: 0n, promisableMinor: 0n },
		settlements: [
			{ amountMinor: 40_000n, on: '2026-03-10' },
			{ amountMinor: 60_000n, on: '2026-03-10' }
		]
	});
	const named = await portal.payments.form({ invoiceIds: [soon.id] });
	expect(named).toMatchObject({ transfers: [] });
	const contest = portal.disputes.open({
		...{ items: [{ invoiceId: soon.id, claimedMinor: 1_000n }], reasonCode: 'price_unit' },
		...{ explanation: 'Le prix était plus bas.', idempotencyKey: uuidv7(), language: 'fr' }
	});
	await expect(contest).rejects.toMatchObject({ message: 'nothing_to_dispute' });
	const { portal: stranger } = callerFor(await portalScopeOf(other.account.portalPath));
	await expect(stranger.invoices.show({ invoiceId: soon.id })).rejects.toMatchObject({
		message: 'not_found'
	});
});
