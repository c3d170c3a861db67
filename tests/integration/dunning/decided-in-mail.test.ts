import { beforeEach, expect, test } from 'vitest';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { decideDispute } from '$lib/server/disputes/decide-dispute';
import { fromJson } from '$lib/server/dunning/decision-json';
import { letterFacts } from '$lib/server/dunning/letter-facts';
import type { NoticeContent } from '$lib/server/dunning/notice-content';
import { runDunning } from '$lib/server/dunning/run-dunning';
import { TEST_INSTANT, useDatabase } from '../../support/database';
import {
	buildDispute,
	buildInvoice,
	buildPortalLink,
	buildUser,
	type InvoiceRow
} from '../../support/factories';
import { callerFor, deskScopeOf, portalScopeOf } from '../../support/scopes';
import { claimMail, debtor, noticesIn, organisationWithDebtor } from './world';

useDatabase();
beforeEach(() => setClock(TEST_INSTANT));

type World = Awaited<ReturnType<typeof organisationWithDebtor>>;

async function refuse({ inside }: World, invoice: InvoiceRow, acceptedMinor: bigint) {
	const { id: disputeId, reference } = await buildDispute(inside, invoice);
	await unitOfWork(deskScopeOf(await buildUser(inside), inside), (unit) =>
		decideDispute(unit, {
			...{ disputeId, verdict: 'partly_valid', outcome: 'credit_partial', acceptedMinor },
			explanation: 'Le bon de livraison est signé.'
		})
	);
	return reference;
}

/** 988.92 contested and 150.00 of it accepted, beside an invoice that is asked for. */
async function partlyAccepted() {
	const world = await organisationWithDebtor();
	const other = await debtor(world.inside);
	await refuse(world, other.invoice, 1_000n);
	const decided = await buildInvoice(world.inside, world.customer, { totalMinor: 98_892n });
	const reference = await refuse(world, decided, 15_000n);
	return { ...world, decided, reference };
}

test('the mail parts what is contested as the account page does, and asks for neither', async () => {
	const { inside, customer, contact, decided, reference } = await partlyAccepted();
	await runDunning(inside);
	const [notice] = await noticesIn(inside, customer.id);
	const taken = await claimMail(inside, notice!.id);
	const amount = { minor: 83_892n, currency: 'EUR' };
	expect(taken).toMatchObject({
		send: true,
		facts: {
			collectible: [{ minor: 100_000n }],
			disputed: [{ minor: 98_892n }],
			refused: [amount],
			accepted: [{ minor: 15_000n }]
		}
	});
	const { items } = (taken as unknown as { facts: { items: { number: string }[] } }).facts;
	expect(items.find(({ number }) => number === decided.number)).toMatchObject({
		state: 'disputed',
		collectible: { minor: 0n },
		refused: { amount, disputes: [reference] },
		accepted: { amount: { minor: 15_000n, currency: 'EUR' }, disputes: [reference] }
	});
	const path = await buildPortalLink(inside, contact);
	const account = await callerFor(await portalScopeOf(path)).portal.customers.account();
	expect(account.refused).toEqual([amount]);
	expect(account.disputed).toEqual([]);
	expect(account.accepted).toEqual([{ minor: 15_000n, currency: 'EUR' }]);
});

test('a letter of the same notice parts it too', async () => {
	const { inside, customer, decided } = await partlyAccepted();
	await runDunning(inside);
	const [notice] = await noticesIn(inside, customer.id);
	const { lines } = await unitOfWork(inside, (unit) =>
		letterFacts(unit, notice!, fromJson<NoticeContent>(notice!.content!))
	);
	expect(lines.find(({ number }) => number === decided.number)).toMatchObject({
		...{ disputedMinor: 98_892n, refusedMinor: 83_892n, acceptedMinor: 15_000n, claimedMinor: 0n }
	});
});
