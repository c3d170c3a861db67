import { expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { localDate } from '$lib/domain/calendar';
import {
	buildContact,
	buildCustomer,
	buildInvoice,
	buildOrganisation,
	buildUser
} from '../support/factories';
import { callerFor, deskScopeOf, portalScopeOf } from '../support/scopes';
import { linkIn, useStory } from '../support/story';

const story = useStory();

async function debtor(email: string) {
	const inside = await buildOrganisation({ name: 'Menuiserie Dupont' });
	const collector = await buildUser(inside, { role: 'collector', name: 'Claire Morel' });
	const approver = await buildUser(inside, { role: 'approver', name: 'Hélène Faure' });
	const customer = await buildCustomer(inside);
	await buildContact(inside, customer, { email, role: 'collections' });
	const invoice = await buildInvoice(inside, customer, {
		issuedOn: localDate('2026-02-01'),
		dueOn: localDate('2026-03-02')
	});
	await story.day('2026-03-04');
	const { portal } = callerFor(await portalScopeOf(linkIn(story.mails(email)[0]!)));
	const staff = callerFor(deskScopeOf(collector, inside)).desk;
	return {
		...{ customer, invoice, portal, staff },
		approver: callerFor(deskScopeOf(approver, inside)).desk,
		promise: (key: string, fields: object = {}) =>
			portal.promises.make({
				...{ invoiceIds: [invoice.id], days: [localDate('2026-03-13')], language: 'fr' as const },
				...{ idempotencyKey: `${key}-${invoice.id}`, ...fields }
			}),
		contest: (claimedMinor: bigint) =>
			portal.disputes.open({
				items: [{ invoiceId: invoice.id, claimedMinor }],
				reasonCode: 'goods_damaged',
				explanation: 'Deux panneaux fendus',
				...{ language: 'fr' as const, idempotencyKey: `contest-${invoice.id}`, files: [] }
			}),
		pays: (amountMinor: bigint, on: string) =>
			staff.payments.record({
				...{ paymentId: uuidv7(), customerId: customer.id, invoiceId: invoice.id },
				...{ receivedOn: localDate(on), amountMinor, currency: 'EUR' }
			}),
		standings: async () => {
			const { promises, keptPercent } = await staff.promises.ofCustomer({
				customerId: customer.id
			});
			return { standings: promises.map(({ standing }) => standing), keptPercent };
		},
		waiting: async () =>
			(await staff.dunning.toConfirm())
				.filter(({ customerId }) => customerId === customer.id)
				.map(({ stepKey }) => stepKey)
	};
}

test('what is contested breaks no promise, not even once the case is over', async () => {
	const { promise, contest, pays, standings, waiting, portal, staff, approver } =
		await debtor('honest@petit.test');
	const { promiseId } = await promise('all');
	story.time('2026-03-09');
	const { disputeId } = await contest(60_000n);
	story.time('2026-03-13');
	await pays(40_000n, '2026-03-13');
	// Two working days of grace.
	await story.day('2026-03-17');
	expect(await standings()).toEqual({ standings: ['open'], keptPercent: null });
	await story.day('2026-03-18');
	expect(await standings()).toEqual({ standings: ['kept'], keptPercent: 100 });
	expect(await portal.promises.made({ promiseId })).toMatchObject({ standing: 'kept' });

	// Refused by the decision: what was contested is due again, and no promise about it was broken.
	await approver.disputes.decide({
		...{ disputeId, verdict: 'invalid', outcome: 'no_action' },
		explanation: 'Livré entier, bon signé'
	});
	await staff.disputes.resolve({ disputeId });
	await story.day('2026-03-20');
	expect(await standings()).toEqual({ standings: ['kept'], keptPercent: 100 });
	expect(await waiting()).toEqual([]);
});

test('a part contested and credited is not paid of the promise of the rest', async () => {
	const { promise, contest, pays, standings, portal, invoice, staff, approver } =
		await debtor('right@petit.test');
	const { disputeId } = await contest(30_000n);
	await promise('rest');
	await approver.disputes.decide({
		...{ disputeId, verdict: 'valid', outcome: 'credit_full', acceptedMinor: 30_000n },
		explanation: 'Deux panneaux fendus à la livraison'
	});
	await staff.disputes.resolve({ disputeId, creditNoteNumber: 'AV-2026-07' });
	expect(await portal.invoices.show({ invoiceId: invoice.id })).toMatchObject({
		...{ openMinor: 70_000n, collectibleMinor: 0n, promise: { minor: 70_000n } }
	});
	expect(await standings()).toEqual({ standings: ['open'], keptPercent: null });
	story.time('2026-03-13');
	await pays(70_000n, '2026-03-13');
	expect(await standings()).toEqual({ standings: ['kept'], keptPercent: 100 });
});

test('a cent that was free and is missing breaks it', async () => {
	const { promise, contest, pays, standings } = await debtor('short@petit.test');
	await promise('all');
	await contest(60_000n);
	story.time('2026-03-13');
	await pays(39_999n, '2026-03-13');
	await story.day('2026-03-18');
	expect(await standings()).toEqual({ standings: ['broken'], keptPercent: 0 });
	await pays(1n, '2026-03-18');
	expect((await standings()).standings).toEqual(['kept_late']);
});

test('contested after its last day, it is broken all the same', async () => {
	const { promise, contest, standings } = await debtor('late@petit.test');
	await promise('all');
	await story.day('2026-03-18');
	await contest(100_000n);
	expect((await standings()).standings).toEqual(['broken']);
});
