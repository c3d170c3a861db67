import { expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { localDate } from '$lib/domain/calendar';
import {
	buildContact,
	buildCustomer,
	buildDispute,
	buildInvoice,
	buildOrganisation,
	buildPortalLink,
	buildUser
} from '../support/factories';
import { callerFor, deskScopeOf, portalScopeOf } from '../support/scopes';
import { useStory } from '../support/story';
import { mailsAbout } from '../integration/disputes/traces';

const story = useStory();

/** One account, one late invoice. */
async function begun() {
	const inside = await buildOrganisation({ name: 'Menuiserie Dupont' });
	const collector = await buildUser(inside, { role: 'collector', name: 'Claire Morel' });
	const { desk } = callerFor(deskScopeOf(collector, inside));
	const account = async (email: string) => {
		const customer = await buildCustomer(inside, { name: email, collectorId: collector.id });
		const contact = await buildContact(inside, customer, {
			...{ email, name: 'Ana Petit', role: 'collections' as const }
		});
		const dueOn = localDate('2026-03-02');
		const issuedOn = localDate('2026-02-01');
		const sums = { issuedOn, dueOn, totalMinor: 50_000n };
		return { ...(await buildInvoice(inside, customer, sums)), contact };
	};
	return { inside, desk, account };
}

test('an invoice set in dispute by mistake and taken back the same day is reminded of on its usual day; what a customer contested rests', async () => {
	story.time('2026-03-03', 14);
	const { inside, desk, account } = await begun();
	const ours = await account('ours@customer.test');
	const his = await account('his@customer.test');
	const { reference } = await desk.disputes.mark({
		...{ invoiceId: ours.id, reasonCode: 'price_unit', idempotencyKey: uuidv7() }
	});
	const claim = await buildDispute(inside, his, { claimedMinor: 50_000n, source: 'portal' });

	const marked = await desk.disputes.page({ reference });
	const claimed = await desk.disputes.page({ reference: claim.reference });
	expect([marked.isTakenBackToday, claimed.isTakenBackToday]).toEqual([true, false]);
	for (const { id } of [marked, claimed])
		await desk.disputes.close({
			...{ disputeId: id, to: 'not_a_dispute', note: 'Ce n’est pas un litige.' }
		});
	const [told] = await mailsAbout(claim.id);
	expect(told!.facts).toMatchObject({ ended: { quietUntil: claimed.quiet.quietUntil } });

	await story.day('2026-03-04');
	expect(story.mails('ours@customer.test')).toEqual([
		expect.objectContaining({ text: expect.stringContaining(ours.number) })
	]);
	const reminders = () =>
		story.mails('his@customer.test').filter(({ subject }) => !subject.includes('LIT-'));
	expect(reminders()).toEqual([]);
});

test('taken back another day, or because the customer gave in, it rests as after any answer', async () => {
	story.time('2026-03-03', 14);
	const { desk, account } = await begun();
	const late = await account('late@customer.test');
	const gaveIn = await account('gave-in@customer.test');
	const set = async (invoiceId: string) => {
		const marked = { invoiceId, reasonCode: 'price_unit', idempotencyKey: uuidv7() };
		const { reference } = await desk.disputes.mark(marked);
		return (await desk.disputes.page({ reference })).id;
	};
	const [lateId, gaveInId] = [await set(late.id), await set(gaveIn.id)];
	const note = 'Réglé par téléphone.';
	await desk.disputes.close({ disputeId: gaveInId, to: 'withdrawn', note });
	story.time('2026-03-04', 8);
	await desk.disputes.close({ disputeId: lateId, to: 'not_a_dispute', note });
	await story.wake();
	await story.day('2026-03-05');
	for (const who of ['late', 'gave-in'])
		expect(story.mails(`${who}@customer.test`), who).toEqual([]);
});

test('a case its customer has followed was no mistake of the house, nor once he follows it no longer', async () => {
	story.time('2026-03-03', 14);
	const { inside, desk, account } = await begun();
	const ours = await account('heard@customer.test');
	const { reference } = await desk.disputes.mark({
		...{ invoiceId: ours.id, reasonCode: 'price_unit', idempotencyKey: uuidv7() }
	});
	const isMistake = async () => (await desk.disputes.page({ reference })).isTakenBackToday;
	expect(await isMistake()).toBe(true);
	const path = await buildPortalLink(inside, ours.contact);
	const { portal } = callerFor(await portalScopeOf(path));
	await portal.disputes.followMyself({ reference });
	expect(await isMistake()).toBe(false);
	const { followers } = await portal.disputes.show({ reference });
	await portal.disputes.unfollow({
		reference,
		followerId: followers.list.find(({ isMe }) => isMe)!.id
	});
	expect(await isMistake()).toBe(false);
});
