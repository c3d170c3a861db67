import { beforeEach, expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { setClock } from '$lib/server/clock';
import { ownUp } from '$lib/server/disputes/own-up';
import { TEST_INSTANT, useDatabase } from '../../support/database';
import { buildDispute, buildInvoice } from '../../support/factories';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { auditOf, mailsAbout, putInStatus } from './traces';

useDatabase();
let ours: Company;
let other: Company;
let about: Awaited<ReturnType<typeof buildDispute>>;
beforeEach(async () => {
	setClock(TEST_INSTANT);
	if (!ours) ({ ours, other } = await buildWorld());
	about = await contested(ours);
});

const [FRIDAY, NEXT_MONDAY] = [localDate('2026-03-06'), new Date('2026-03-09T09:00:00Z')];

async function contested({ inside, account: { customer, contact } }: Company) {
	const of = await buildInvoice(inside, customer, { totalMinor: 100_000n });
	return buildDispute(inside, of, {
		...{ claimedMinor: 30_000n, status: 'in_progress', answerDueOn: FRIDAY },
		...{ raisedByName: contact.name, raisedByEmail: contact.email, raisedByContactId: contact.id }
	});
}

const desk = () => callerFor(ours.desk.collector).desk.disputes;
const missedMails = async (disputeId = about.id) =>
	(await mailsAbout(disputeId)).filter(({ facts }) => facts.event === 'missed');
const ring = (company = ours) => ownUp(company.inside);

test('everybody who follows the case reads once that we did not keep our day, in the words of the page', async () => {
	const { portal } = callerFor(await portalScopeOf(ours.account.portalPath));
	const { reference } = about;
	await portal.disputes.follow({
		...{ reference, name: 'Chantier', email: 'chantier@m1.test', language: 'fr' }
	});
	await ring();
	expect(await missedMails()).toEqual([]);
	setClock(NEXT_MONDAY);
	await Promise.all([ring(), ring()]);
	await ring();
	const mails = await missedMails();
	expect(mails.map(({ to_email }) => to_email).sort()).toEqual(
		[ours.account.contact.email, 'chantier@m1.test'].sort()
	);
	expect(mails[0]!.facts).toMatchObject({ reference, missedOn: FRIDAY, late: true, message: '' });
	expect((await portal.disputes.show({ reference })).tracker.missed).toMatchObject({ on: FRIDAY });
	expect((await auditOf(about.id)).filter((one) => one === 'dispute.missed_day_told')).toHaveLength(
		1
	);
});

test('whoever follows it from then on is not told of that day again', async () => {
	setClock(NEXT_MONDAY);
	await ring();
	const { portal } = callerFor(await portalScopeOf(ours.account.portalPath));
	await portal.disputes.follow({
		reference: about.reference,
		...{ name: 'Chantier', email: 'achats@m1.test', language: 'fr' }
	});
	await ring();
	expect((await missedMails()).map(({ to_email }) => to_email)).not.toContain('achats@m1.test');
});

test('a new day that is missed too is told anew, with what was promised for it', async () => {
	setClock(NEXT_MONDAY);
	await ring();
	const dueOn = localDate('2026-03-11');
	await desk().commit({ disputeId: about.id, dueOn, what: 'La réponse du transporteur.' });
	setClock(new Date('2026-03-11T09:00:00Z'));
	await ring();
	expect(await missedMails()).toHaveLength(1);
	setClock(new Date('2026-03-12T09:00:00Z'));
	await ring();
	expect((await missedMails()).at(-1)!.facts).toMatchObject({
		...{ missedOn: dueOn, message: 'La réponse du transporteur.' }
	});
});

test.each([
	['the customer is waited for', () => putInStatus(about.id, 'waiting_customer')],
	['the case was closed', () => putInStatus(about.id, 'not_a_dispute')],
	[
		'another day was given',
		() => desk().commit({ disputeId: about.id, dueOn: localDate('2026-03-20'), what: '' })
	]
])('nothing is told when %s', async (_, meanwhile) => {
	await meanwhile();
	setClock(NEXT_MONDAY);
	await ring();
	expect(await missedMails()).toEqual([]);
});

test('a case of another organisation is its own business', async () => {
	const theirs = await contested(other);
	setClock(NEXT_MONDAY);
	await ring();
	expect(await missedMails(theirs.id)).toEqual([]);
	await ring(other);
	expect(await missedMails(theirs.id)).toHaveLength(1);
	expect(await missedMails()).toHaveLength(1);
});
