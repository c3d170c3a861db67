import { beforeEach, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { localDate } from '$lib/domain/calendar';
import { setClock } from '$lib/server/clock';
import { lapseOffers } from '$lib/server/disputes/lapse-offers';
import { TEST_INSTANT, asOwner, useDatabase } from '../../support/database';
import { buildDispute, buildInvoice, buildPayment } from '../../support/factories';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { auditOf, mailsAbout, statusOf } from './traces';

useDatabase();
let ours: Company;
let other: Company;
let portal: ReturnType<typeof callerFor>['portal'];
let invoice: Awaited<ReturnType<typeof buildInvoice>>;
let about: Awaited<ReturnType<typeof buildDispute>>;
beforeEach(async () => {
	setClock(TEST_INSTANT);
	if (!ours) {
		({ ours, other } = await buildWorld());
		({ portal } = callerFor(await portalScopeOf(ours.account.portalPath)));
	}
	({ invoice, about } = await contested(ours));
});

async function contested({ inside, account: { customer, contact } }: Company) {
	const of = await buildInvoice(inside, customer, { totalMinor: 100_000n });
	const dispute = await buildDispute(inside, of, {
		claimedMinor: 30_000n,
		status: 'in_progress',
		...{ raisedByName: contact.name, raisedByEmail: contact.email },
		raisedByContactId: contact.id
	});
	return { invoice: of, about: dispute };
}

const desk = (company = ours) => callerFor(company.desk.collector).desk.disputes;
const offer = (fields: object = {}, company = ours) =>
	desk(company).propose({
		...{ disputeId: about.id, kind: 'credit', amountMinor: 18_000n, text: 'Un geste.' },
		...{ validUntil: localDate('2026-03-06'), idempotencyKey: uuidv7(), ...fields }
	} as never);
const PARTS = {
	...{ kind: 'instalments', covers: 'disputed', amountMinor: undefined },
	parts: [
		{ dueOn: localDate('2026-03-13'), amountMinor: 10_000n },
		{ dueOn: localDate('2026-03-31'), amountMinor: 20_000n }
	],
	validUntil: localDate('2026-03-12')
};
const FRIDAY = new Date('2026-03-06T15:00:00Z');
const MONDAY = new Date('2026-03-09T09:00:00Z');
const ring = () => lapseOffers(ours.inside);
const toldSince = async (before: number) =>
	(await mailsAbout(about.id)).slice(before).map(({ mail, facts }) => `${mail} ${facts.event}`);
const show = () => portal.disputes.show({ reference: about.reference });
const page = () => desk().page({ reference: about.reference });

test('nobody answers: on the day after its last day everybody is told once, and the case is ours again', async () => {
	await offer();
	setClock(FRIDAY);
	const before = (await mailsAbout(about.id)).length;
	await ring();
	expect(await statusOf(about.id)).toBe('waiting_customer');
	setClock(MONDAY);
	await Promise.all([ring(), ring()]);
	await ring();
	expect(await statusOf(about.id)).toBe('in_progress');
	expect(await toldSince(before)).toEqual([
		'dispute-update proposal_expired',
		'staff-alert proposal_expired'
	]);
	expect((await auditOf(about.id)).filter((one) => one.startsWith('dispute.proposal_'))).toEqual([
		'dispute.proposal_expired'
	]);
	const { tracker, status, offerOver, onHold } = await show();
	expect(status).toBe('in_progress');
	expect(tracker).toMatchObject({ yourReplyNeeded: false, missed: null });
	expect(offerOver).toMatchObject({ as: 'expired', isAsked: false, held: onHold });
	expect(offerOver!.answerDueOn).toBe(tracker.next!.on);
	expect(onHold.minor).toBe(30_000n);
});

test('what its customer reads before the engine rings is what he reads afterwards', async () => {
	await offer();
	setClock(MONDAY);
	const read = async () => {
		const { status, tracker, offerOver } = await show();
		const { cases, yourTurn, offersOver } = await portal.customers.account();
		const own = cases.find(({ reference }) => reference === about.reference)!;
		const { over } = (await portal.disputes.proposal({
			reference: about.reference,
			language: 'fr'
		}))!;
		return {
			...{ status, over, offerOver, next: tracker.next, needed: tracker.yourReplyNeeded },
			...{ listed: own.status, day: own.answerDueOn, yourTurn: yourTurn.includes(about.reference) },
			banner: offersOver.find(({ reference }) => reference === about.reference)
		};
	};
	const before = await read();
	await ring();
	expect(await read()).toEqual(before);
	expect(before).toMatchObject({ status: 'in_progress', listed: 'in_progress', yourTurn: false });
	expect(before.over).toEqual(before.offerOver);
	expect(before.banner).toMatchObject(before.offerOver!);
	expect(before.day).toBe(before.offerOver!.answerDueOn);
});

test('money that comes meanwhile: told once, and it stays so when the money goes away again', async () => {
	await offer(PARTS);
	const before = (await mailsAbout(about.id)).length;
	await ring();
	expect(await toldSince(before)).toEqual([]);
	await buildPayment(ours.inside, invoice, 80_000n);
	await ring();
	await ring();
	expect(await toldSince(before)).toEqual([
		'dispute-update proposal_outdated',
		'staff-alert proposal_overtaken'
	]);
	expect(await statusOf(about.id)).toBe('in_progress');
	await asOwner('delete from allocation where invoice_id = $1', [invoice.id]);
	await ring();
	setClock(new Date('2026-03-16T09:00:00Z'));
	await ring();
	expect((await show()).proposal).toMatchObject({ state: 'outdated' });
	expect((await show()).offerOver).toMatchObject({ as: 'outdated' });
	expect(await toldSince(before)).toHaveLength(2);
});

test('who pressed too late has told staff already: they are not told again', async () => {
	await offer(PARTS);
	const shown = (await portal.disputes.proposal({ reference: about.reference, language: 'fr' }))!;
	await buildPayment(ours.inside, invoice, 80_000n);
	await portal.disputes
		.answerProposal({
			...{ reference: about.reference, proposalId: shown.id, signedName: 'Ana Petit' },
			...{ shownSha256: shown.shownSha256, verdict: 'accepted' as const, language: 'fr' as const },
			idempotencyKey: uuidv7()
		})
		.catch(() => null);
	const before = (await mailsAbout(about.id)).length;
	await ring();
	expect(await toldSince(before)).toEqual(['dispute-update proposal_outdated']);
});

test('a process that dies between leaves all of it for the next ring', async () => {
	await offer();
	setClock(MONDAY);
	const before = (await mailsAbout(about.id)).length;
	// Its customer's letter is written, the one to staff is not.
	await asOwner(
		`create function dies() returns trigger language plpgsql as $$ begin raise exception 'the process ends'; end $$`
	);
	await asOwner(
		`create trigger dies before insert on delivery for each row when (new.mail = 'staff-alert') execute function dies()`
	);
	await ring();
	await asOwner('drop trigger dies on delivery');
	expect(await statusOf(about.id)).toBe('waiting_customer');
	expect(await toldSince(before)).toEqual([]);
	await ring();
	expect(await toldSince(before)).toHaveLength(2);
});

test('staff find it: in what is theirs, with what to do, and offer again', async () => {
	await offer();
	setClock(MONDAY);
	await ring();
	const mine = (await desk().queue({ view: 'mine' })).rows.find(({ id }) => id === about.id);
	expect(mine).toMatchObject({ status: 'in_progress', offerOver: 'expired' });
	const { offerOver, proposals, isMissed } = await page();
	expect(offerOver).toMatchObject({ as: 'expired', isAsked: false });
	expect(proposals[0]).toMatchObject({ state: 'expired', isTold: true });
	expect(isMissed).toBe(false);
	const alert = (await mailsAbout(about.id)).at(-1)!;
	// Nobody looks after this customer: whoever offered is told.
	expect(alert).toMatchObject({
		to_email: ours.users.collector.email,
		facts: { answerDueOn: offerOver!.answerDueOn }
	});
	await offer({ validUntil: localDate('2026-03-20') });
	expect((await page()).offerOver).toBeNull();
	expect((await show()).offerOver).toBeNull();
	const again = (await desk().queue({ q: about.reference })).rows[0];
	expect(again).toMatchObject({ status: 'waiting_customer', offerOver: null });
});

test('a question put to him while the offer is open stands beside it, until he replies; one from before does not', async () => {
	const ask = (body: string) =>
		desk().post({
			...{ disputeId: about.id, audience: 'customer', body, needsReply: true },
			...{ files: [], idempotencyKey: uuidv7() }
		});
	const read = async () => ({
		case: (await show()).question,
		offer: (await portal.disputes.proposal({ reference: about.reference, language: 'fr' }))!
			.question
	});
	const minutes = (count: number) => setClock(new Date(TEST_INSTANT.getTime() + count * 60_000));
	await ask('Quelle palette ?');
	expect((await show()).question).toBe('Quelle palette ?');
	minutes(1);
	await offer();
	expect(await read()).toEqual({ case: null, offer: null });
	minutes(2);
	await ask('Et combien de cartons ?');
	const asked = 'Et combien de cartons ?';
	expect(await read()).toEqual({ case: asked, offer: asked });
	minutes(3);
	await portal.disputes.reply({
		...{ reference: about.reference, body: 'Huit.', idempotencyKey: uuidv7(), files: [] }
	});
	expect(await read()).toEqual({ case: null, offer: null });
	expect((await show()).proposal).toMatchObject({ state: 'open' });
});

test('a question put to him since is still to be answered: the case waits on, and everybody is told', async () => {
	await offer();
	await portal.disputes.reply({
		...{ reference: about.reference, body: 'Pourquoi si peu ?', idempotencyKey: uuidv7() },
		files: []
	} as never);
	setClock(new Date('2026-03-05T09:00:00Z'));
	await desk().post({
		...{
			disputeId: about.id,
			audience: 'customer' as const,
			needsReply: true,
			body: 'Une photo ?'
		},
		idempotencyKey: uuidv7()
	});
	const before = (await mailsAbout(about.id)).length;
	setClock(MONDAY);
	await ring();
	await ring();
	expect(await statusOf(about.id)).toBe('waiting_customer');
	expect(await toldSince(before)).toEqual([
		'dispute-update proposal_expired',
		'staff-alert proposal_expired'
	]);
	expect(await show()).toMatchObject({
		tracker: { yourReplyNeeded: true },
		offerOver: { as: 'expired', isAsked: true, answerDueOn: null }
	});
});

test('one that was answered, taken back, replaced or decided otherwise is told to nobody', async () => {
	const first = await offer();
	await offer({ validUntil: localDate('2026-03-20') });
	expect(first).not.toBeNull();
	setClock(MONDAY);
	const before = (await mailsAbout(about.id)).length;
	await ring();
	await desk().decide({
		...{
			disputeId: about.id,
			verdict: 'invalid' as const,
			outcome: 'no_action' as const,
			explanation: 'Non.'
		}
	});
	await callerFor(ours.desk.approver).desk.disputes.reopen({ disputeId: about.id, note: 'Si.' });
	setClock(new Date('2026-03-23T09:00:00Z'));
	await ring();
	const told = await toldSince(before);
	expect(told.filter((one) => one.includes('proposal'))).toEqual([]);
	expect((await show()).offerOver).toBeNull();
});

test('the other company is not rung for, and reads nothing of it', async () => {
	await offer();
	const mine = about;
	const theirs = await contested(other);
	about = theirs.about;
	await offer({}, other);
	setClock(MONDAY);
	await lapseOffers(other.inside);
	expect([await statusOf(mine.id), await statusOf(theirs.about.id)]).toEqual([
		'waiting_customer',
		'in_progress'
	]);
	const stranger = callerFor(await portalScopeOf(other.account.portalPath)).portal.customers;
	const { offersOver } = await stranger.account();
	expect(offersOver.map(({ reference }) => reference)).toEqual([theirs.about.reference]);
});
