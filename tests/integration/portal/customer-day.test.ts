import { beforeAll, expect, it } from 'vitest';
import { addDays, localDate } from '$lib/domain/calendar';
import { CUSTOMER_DAY } from '$lib/server/auth/link-day';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { promise } from '$lib/server/db/schema/promises';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { buildPortalLink } from '../../support/factories';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { debtorOf } from './debtor';

useDatabase();

let ours: Company;
beforeAll(async () => {
	({ ours } = await buildWorld());
});

/** With two links. */
async function debtor() {
	const who = await debtorOf(ours);
	const { portal } = callerFor(
		await portalScopeOf(await buildPortalLink(ours.inside, who.contact))
	);
	return { ...who, links: [who.portal, portal] as const };
}
type Debtor = Awaited<ReturnType<typeof debtor>>;

/** Eight at the same moment, through one link and the other. */
async function eight(
	{ links }: Debtor,
	send: (portal: Debtor['links'][0], place: number) => Promise<unknown>
) {
	const sent = await Promise.allSettled(
		Array.from({ length: 8 }, (_, place) => send(links[place % 2]!, 100 + place))
	);
	const refused = sent.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
	return {
		taken: 8 - refused.length,
		codes: [...new Set(refused.map(({ message }) => message))],
		refused
	};
}
const onlyThree = { taken: 3, codes: ['customer_too_often'] };

it('opens so many cases a day, whichever link they come through; the next day begins anew', async () => {
	const who = await debtor();
	const open = (portal: Debtor['links'][0], place: number) =>
		portal.disputes.open({
			...{ items: [{ invoiceId: who.invoice.id, claimedMinor: 1n }], reasonCode: 'other' },
			...{ explanation: 'Un centime', requestedOutcome: 'OTH', language: 'fr' },
			idempotencyKey: `cent-${place}-${who.invoice.id}`
		} as never);
	for (let place = 0; place < CUSTOMER_DAY.disputes - 3; place++)
		await open(who.links[place % 2]!, place);
	const { refused, ...sent } = await eight(who, open);
	expect(sent).toEqual(onlyThree);
	// The words say whom to call.
	expect(refused[0].cause.details.whom).toContain('Menuiserie');
	// Sent again, what was opened is known.
	await open(who.links[1], 0);
	// Another customer has a day of his own.
	const another = await debtor();
	await another.links[0].disputes.open({
		...{ items: [{ invoiceId: another.invoice.id, claimedMinor: 1n }], reasonCode: 'other' },
		...{ explanation: 'Un centime', requestedOutcome: 'OTH', language: 'fr' },
		idempotencyKey: `own-day-${another.invoice.id}`
	} as never);
	try {
		setClock(new Date('2026-03-04T09:00:00Z'));
		await open(who.links[0], 900);
	} finally {
		setClock(TEST_INSTANT);
	}
});

it('amends its cases so many times a day, whichever link it comes through', async () => {
	const who = await debtor();
	const said = (place: number) => ({
		...{ items: [{ invoiceId: who.invoice.id, claimedMinor: 1n }], reasonCode: 'other' },
		...{ explanation: `Un centime, ${place}`, requestedOutcome: 'OTH' as const },
		idempotencyKey: `amended-${place}-${who.invoice.id}`
	});
	const { reference } = await who.links[0].disputes.open({ ...said(1000), language: 'fr' });
	const amend = (portal: Debtor['links'][0], place: number) =>
		portal.disputes.amend({ ...said(place), reference });
	for (let place = 0; place < CUSTOMER_DAY.amendments - 3; place++)
		await amend(who.links[place % 2]!, place);
	const { refused: _, ...sent } = await eight(who, amend);
	expect(sent).toEqual(onlyThree);
	// Sent again, what was amended is known.
	await amend(who.links[1], 0);
});

it('amends them whatever the house put right that day: its corrections are not his', async () => {
	const who = await debtor();
	const said = {
		...{ items: [{ invoiceId: who.invoice.id, claimedMinor: 1n }], reasonCode: 'other' },
		requestedOutcome: 'OTH' as const
	};
	const { reference } = await who.links[0].disputes.open({
		...{ ...said, explanation: 'Un centime', language: 'fr' },
		idempotencyKey: `put-right-${who.invoice.id}`
	});
	await asOwner(
		`insert into dispute_amendment (organisation_id, id, customer_id, dispute_id, before, after, at, by_kind, by_name, idempotency_key)
		select d.organisation_id, gen_random_uuid(), d.customer_id, d.id, '{}', '{}', $2, 'staff', 'Claire', n::text
		from dispute d, generate_series(1, ${CUSTOMER_DAY.amendments}) n where d.organisation_id = $3 and d.reference = $1`,
		[reference, TEST_INSTANT, ours.inside.organisationId]
	);
	const amended = who.links[0].disputes.amend({
		...{ ...said, explanation: 'Autrement', reference },
		idempotencyKey: `otherwise-${who.invoice.id}`
	});
	await expect(amended).resolves.toBeDefined();
});

it('promises so many payments a day', async () => {
	const who = await debtor();
	const today = localDate('2026-03-03');
	const { customerId, organisationId } = { customerId: who.customer.id, ...ours.inside };
	await unitOfWork(ours.inside, ({ tx }) =>
		tx.insert(promise).values(
			Array.from({ length: CUSTOMER_DAY.promises - 3 }, (_, place) => ({
				...{ organisationId, customerId, id: crypto.randomUUID(), dueOn: addDays(today, 5) },
				...{ source: 'portal' as const, madeByKind: 'customer' as const, madeByName: 'Olivia' },
				...{ madeAt: TEST_INSTANT, madeOn: today, idempotencyKey: `before-${place}` },
				...{ withdrawnAt: TEST_INSTANT, withdrawnBy: 'Olivia' }
			}))
		)
	);
	const { refused: _, ...sent } = await eight(who, (portal, place) =>
		portal.promises.make({
			...{ invoiceIds: [who.invoice.id], amountMinor: 100n, days: [addDays(today, 5)] },
			...{ language: 'fr' as const, idempotencyKey: `promise-${place}-${who.invoice.id}` }
		})
	);
	expect(sent).toEqual(onlyThree);
});

it('asks so many people a day to follow, over all cases', async () => {
	const who = await debtor();
	const cases: string[] = [];
	for (let place = 0; place < 8; place++)
		cases.push(
			(
				await who.links[0].disputes.open({
					...{ items: [{ invoiceId: who.invoice.id, claimedMinor: 1n }], reasonCode: 'other' },
					...{ explanation: 'Un centime', requestedOutcome: 'OTH', language: 'fr' },
					idempotencyKey: `case-${place}-${who.invoice.id}`
				} as never)
			).reference
		);
	const [, domain] = who.contact.email.split('@');
	const follow = (portal: Debtor['links'][0], place: number) =>
		portal.disputes.follow({
			reference: cases[place % 8]!,
			...{ name: 'Collègue', email: `person-${place}@${domain}`, language: 'fr' as const }
		});
	for (let place = 0; place < CUSTOMER_DAY.followers - 3; place++)
		await follow(who.links[place % 2]!, place);
	const { refused: _, ...sent } = await eight(who, follow);
	expect(sent).toEqual(onlyThree);
});

it('asks for so many copies a day', async () => {
	const who = await debtor();
	const ask = (place: number) =>
		who.links[place % 2]!.disputes.answer({
			...{ reasonCode: 'invoice_not_received', invoiceIds: [who.invoice.id] },
			...{ language: 'fr' as const, idempotencyKey: `copy-${place}-${who.invoice.id}` }
		});
	for (let place = 0; place < CUSTOMER_DAY.copies; place++) await ask(place);
	await expect(ask(900)).rejects.toMatchObject({ message: 'customer_too_often' });
});
