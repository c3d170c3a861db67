import { beforeAll, beforeEach, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { setClock } from '$lib/server/clock';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import {
	buildAssignment,
	buildContact,
	buildCustomer,
	buildDispute,
	buildInvoice,
	buildPortalLink,
	buildResolverLink
} from '../../support/factories';
import { callerFor, portalScopeOf, resolverScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { mailsAbout } from './traces';

useDatabase();
let ours: Company;
let clock = TEST_INSTANT.getTime();
/** Nothing happens in the moment of what was before it. */
const later = () => setClock(new Date((clock += 60_000)));

beforeAll(async () => {
	({ ours } = await buildWorld());
});
beforeEach(() => setClock(new Date((clock = TEST_INSTANT.getTime()))));

/** 456.66 contested, 89.04 of it credited as whoever was asked said, and opened again. */
async function openedAgain() {
	const customer = await buildCustomer(ours.inside);
	const contact = await buildContact(ours.inside, customer);
	const invoice = await buildInvoice(ours.inside, customer, { totalMinor: 100_000n });
	const about = await buildDispute(ours.inside, invoice, {
		...{ claimedMinor: 45_666n, status: 'in_progress' as const },
		...{ raisedByEmail: contact.email, raisedByContactId: contact.id }
	});
	const asked = await buildAssignment(ours.inside, about);
	const door = await buildResolverLink(ours.inside, asked);
	let { resolver } = callerFor(await resolverScopeOf(door));
	const { disputes } = callerFor(ours.desk.approver).desk;
	const answer = (acceptedMinor: bigint) => {
		later();
		return resolver.disputes.answer({
			...{ verdict: 'partly' as const, acceptedMinor, explanation: 'Deux palettes.' },
			...{ signedName: 'Karim Benali', idempotencyKey: uuidv7() }
		});
	};
	const decide = (acceptedMinor: bigint) => {
		later();
		return disputes.decide({
			...{ disputeId: about.id, verdict: 'partly_valid' as const },
			outcome: 'credit_partial' as const,
			...{ acceptedMinor, explanation: 'Deux palettes manquaient.' }
		});
	};
	await answer(8_904n);
	await decide(8_904n);
	await disputes.resolve({ disputeId: about.id, creditNoteNumber: `AV-${about.reference}` });
	later();
	await disputes.reopen({ disputeId: about.id, note: 'Vous contestez le reste.' });
	const { portal } = callerFor(await portalScopeOf(await buildPortalLink(ours.inside, contact)));
	const page = () => disputes.page({ reference: about.reference });
	const collector = callerFor(ours.desk.collector).desk.disputes;
	const askAgain = async () => {
		later();
		const again = { disputeId: about.id, question: 'Et le reste ?' };
		const { resolverEmail, resolverName } = asked;
		const { assignmentId: id } = await collector.assign({ ...again, resolverEmail, resolverName });
		const path = await buildResolverLink(ours.inside, { ...asked, id });
		({ resolver } = callerFor(await resolverScopeOf(path)));
	};
	const seenByResolver = () => resolver.disputes.page();
	return { about, customer, disputes, portal, page, answer, decide, askAgain, seenByResolver };
}

test('a decision begins empty, beside what was credited, and from what was answered since', async () => {
	const { about, page, answer, askAgain } = await openedAgain();
	expect(await page()).toMatchObject({
		answerOfRound: null,
		creditedSoFar: { amount: { minor: 8_904n }, numbers: [`AV-${about.reference}`] }
	});
	await askAgain();
	await answer(10_000n);
	expect((await page()).answerOfRound).toMatchObject({ acceptedMinor: 10_000n });
});

test('nobody is asked until somebody asks again: it is in the day of its officer at once, and the old link says so', async () => {
	const { about, answer, askAgain, seenByResolver, portal } = await openedAgain();
	const { collector } = ours.users;
	await asOwner('update dispute set collector_id = $1 where id = $2', [collector.id, about.id]);
	const day = async () => {
		const { rows } = await callerFor(ours.desk.collector).desk.worklist.day({});
		return rows.filter(({ reference }) => reference === about.reference).map(({ kind }) => kind);
	};
	expect(await day()).toEqual(['assign']);
	expect(await seenByResolver()).toMatchObject({ canAnswer: false, now: null });
	await expect(answer(10_000n)).rejects.toThrow();
	const { tracker } = await portal.disputes.show({ reference: about.reference });
	expect(tracker.steps.find(({ key }) => key === 'checking')).toMatchObject({ who: 'us' });
	await askAgain();
	expect(await day()).toEqual([]);
	expect(await seenByResolver()).toMatchObject({ canAnswer: true, now: 'Karim Benali' });
});

test('the letter of a second credit says that it comes beside the first', async () => {
	const { about, decide } = await openedAgain();
	await decide(1_000n);
	const [first, second] = (await mailsAbout(about.id)).filter(
		({ mail }) => mail === 'dispute-decided'
	);
	expect(first!.facts).not.toHaveProperty('creditedBefore');
	expect(second!.facts).toMatchObject({
		claimed: { minor: '36762' },
		accepted: { minor: '1000' },
		creditedBefore: { minor: '8904' }
	});
});

test('every list says of it what is still to decide, as its page does', async () => {
	const { about, customer, disputes, page, decide } = await openedAgain();
	const other = await buildDispute(
		ours.inside,
		await buildInvoice(ours.inside, customer, { totalMinor: 5_000n })
	);
	const shown = async () => {
		const { rows } = await disputes.queue({ customer: customer.code });
		const { related } = await disputes.page({ reference: other.reference });
		return [
			(await page()).toDecide.minor,
			rows.find(({ id }) => id === about.id)!.claimedMinor,
			related.find(({ reference }) => reference === about.reference)!.claimed.minor
		];
	};
	expect(await shown()).toEqual([36_762n, 36_762n, 36_762n]);
	await decide(1_000n);
	// Decided, what was contested stays what it was.
	expect((await shown()).slice(1)).toEqual([45_666n, 45_666n]);
});

test('its customer reads of which sum so much is credited, why so much was decided, and when it was opened again', async () => {
	const { about, portal, decide } = await openedAgain();
	const show = () => portal.disputes.show({ reference: about.reference });
	const again = await show();
	expect(again).toMatchObject({
		...{ claimed: { minor: 45_666n }, creditedSoFar: { minor: 8_904n } },
		onHold: { minor: 36_762n },
		earlier: [{ verdict: 'partly_valid', explanation: 'Deux palettes manquaient.' }]
	});
	expect(again.tracker.reopenedOn).toBe(again.openedOn);
	await decide(1_000n);
	expect((await show()).creditedSoFar).toBeNull();
});

test('an invoice of which a case contests several lines is named once', async () => {
	const { about, customer, disputes } = await openedAgain();
	await asOwner(
		`insert into dispute_item (organisation_id, id, customer_id, dispute_id, invoice_id, currency, claimed_minor)
			select organisation_id, $2, customer_id, dispute_id, invoice_id, currency, 100 from dispute_item where dispute_id = $1`,
		[about.id, uuidv7()]
	);
	const { rows } = await disputes.queue({ customer: customer.code });
	expect(rows.find(({ id }) => id === about.id)!.invoices).toHaveLength(1);
});

test('the receipt of a second case about an invoice says what the first contests of it', async () => {
	const { about, portal } = await openedAgain();
	const { items } = await portal.disputes.show({ reference: about.reference });
	const { invoiceId, number } = items[0]!;
	const { reference } = await portal.disputes.open({
		...{ items: [{ invoiceId, claimedMinor: 10_050n }], reasonCode: 'other', language: 'fr' },
		...{ explanation: 'Le transport aussi.', requestedOutcome: 'OTH', idempotencyKey: uuidv7() }
	} as never);
	const [second] = await asOwner<{ id: string }>('select id from dispute where reference = $1', [
		reference
	]);
	const received = (await mailsAbout(second!.id)).find(({ mail }) => mail === 'dispute-received')!;
	expect(received.facts.beside).toMatchObject([{ number, amount: { minor: '36762' } }]);
});
