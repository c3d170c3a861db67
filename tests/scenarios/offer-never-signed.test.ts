import { expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { asOwner } from '../support/database';
import {
	buildCustomer,
	buildDispute,
	buildInvoice,
	buildOrganisation,
	buildUser
} from '../support/factories';
import { callerFor, deskScopeOf } from '../support/scopes';
import { useStory } from '../support/story';

const story = useStory({ of: 'test' });
let houses = 0;
const at = (who: string) => `${who}@offer${houses}.test`;
const subjects = (who: string) => story.mails(at(who)).map(({ subject }) => subject);
const textTo = (who: string) => story.mails(at(who)).at(-1)!.text.replace(/\s+/g, ' ');
const OVER = /jamais signée|plus être validé/;

/** On a Tuesday Claire offers 2,500.00 until Thursday; above 1,000.00 Sophie signs. */
async function offered({ validUntil = '2026-03-05' } = {}) {
	houses++;
	const inside = await buildOrganisation({ name: 'Menuiserie Dupont', email: at('compta') });
	const person = async (role: 'collector' | 'approver' | 'admin', name: string, who: string) => {
		const user = await buildUser(inside, { role, name, email: at(who) });
		return { id: user.id, desk: callerFor(deskScopeOf(user, inside)).desk };
	};
	const claire = await person('collector', 'Claire Morel', 'claire');
	const luc = await person('collector', 'Luc Bernard', 'luc');
	const sophie = await person('approver', 'Sophie Petit', 'sophie');
	const nadia = await person('admin', 'Nadia Rousseau', 'nadia');
	await nadia.desk.settings.changeApprovalRules({
		rules: [{ category: null, claimType: null, aboveMinor: 100_000n, approverId: sophie.id }],
		seen: (await nadia.desk.settings.approvals()).seen
	});
	const customer = await buildCustomer(inside, { name: 'Gantier SA', collectorId: luc.id });
	const invoice = await buildInvoice(inside, customer, {
		totalMinor: 500_000n,
		dueOn: localDate('2026-04-13')
	});
	story.time('2026-03-03');
	const { id: disputeId, reference } = await buildDispute(inside, invoice, {
		...{ claimedMinor: 400_000n, answerDueOn: localDate('2026-03-27'), status: 'in_progress' }
	});
	const offer = (until: string, key: string) =>
		claire.desk.disputes.propose({
			...{ disputeId, kind: 'credit' as const, amountMinor: 250_000n, text: 'Nous partageons.' },
			...{ validUntil: localDate(until), idempotencyKey: key }
		});
	await offer(validUntil, 'the first offer');
	await story.wake();
	const approval = async () => (await claire.desk.disputes.page({ reference })).approval;
	const dayOf = async ({ desk }: typeof claire) =>
		(await desk.worklist.day({ page: 1 })).rows.filter((row) => row.reference === reference);
	return {
		...{ inside, claire, luc, sophie, nadia, disputeId, reference, offer },
		approval,
		dayOf
	};
}

test('an offer nobody signed before its last day goes back to whoever made it, and asks its approver nothing more', async () => {
	const { claire, luc, sophie, disputeId, reference, offer, approval, dayOf } = await offered();
	await sophie.desk.account.changeAlerts({ alerts: 'daily' });
	// Signed by the day on which the customer may still say yes, not after it.
	expect((await approval()).waiting!.due).toMatchObject({ dueOn: '2026-03-05' });
	const requestId = (await approval()).waiting!.id;
	await story.day('2026-03-04');
	await story.day('2026-03-05', 17);
	const asked = subjects('sophie').length;
	expect((await approval()).waiting).toMatchObject({ outdatedAs: null });
	expect(subjects('claire').filter((one) => OVER.test(one))).toEqual([]);

	// The day is past, and the engine has not woken: she reads so, and signs nothing.
	story.time('2026-03-06', 7);
	const [shown] = (await sophie.desk.disputes.approvals()).rows;
	expect(shown!.request.outdatedAs).toBe('expired');
	const sign = () =>
		sophie.desk.disputes.signApproval({ disputeId, requestId, isReduced: false, note: '' });
	await expect(sign()).rejects.toThrow('approval_outdated');

	await story.day('2026-03-06');
	await story.wake();
	expect(subjects('claire').filter((one) => OVER.test(one))).toHaveLength(1);
	expect(textTo('claire')).toContain('2 500,00 €');
	expect(await approval()).toMatchObject({
		waiting: null,
		past: [{ endedAs: 'expired', validUntil: '2026-03-05' }],
		toRedo: { as: 'expired', validUntil: '2026-03-05', amount: { minor: 250_000n } }
	});
	expect((await sophie.desk.disputes.approvals()).total).toBe(0);
	await expect(sign()).rejects.toThrow('approval_lapsed');
	expect(await dayOf(sophie)).toEqual([]);
	expect(await dayOf(claire)).toMatchObject([{ kind: 'anew', on: '2026-03-05' }]);
	// Whoever looks after the customer is not asked for what Claire began.
	expect((await dayOf(luc)).filter(({ kind }) => kind === 'anew')).toEqual([]);
	expect((await claire.desk.disputes.queue({ view: 'mine' })).rows).toMatchObject([{ reference }]);
	for (const day of ['2026-03-09', '2026-03-16']) await story.day(day);
	expect(subjects('sophie')).toHaveLength(asked);
	expect(subjects('claire').filter((one) => OVER.test(one))).toHaveLength(1);

	// A new day: it is signed, and the customer reads it.
	await offer('2026-03-20', 'the second offer');
	expect(await dayOf(claire)).toEqual([]);
	expect((await approval()).toRedo).toBeNull();
	const again = (await approval()).waiting!;
	await sophie.desk.disputes.signApproval({
		...{ disputeId, requestId: again.id, isReduced: false, note: '' }
	});
	const page = await claire.desk.disputes.page({ reference });
	expect(page.proposals).toMatchObject([{ validUntil: '2026-03-20' }]);
	expect(await dayOf(claire)).toEqual([]);
}, 180_000);

test('where whoever offered is away or gone, whoever stands in or looks after the case is given it', async () => {
	const { claire, luc, nadia, dayOf } = await offered();
	await nadia.desk.absences.enter({
		...{ userId: claire.id, fromOn: localDate('2026-03-04'), untilOn: localDate('2026-03-20') },
		substituteId: nadia.id
	});
	await story.day('2026-03-06');
	expect((await dayOf(nadia)).map(({ kind }) => kind)).toEqual(['anew']);
	expect(subjects('nadia').filter((one) => OVER.test(one))).toHaveLength(1);
	expect((await dayOf(luc)).filter(({ kind }) => kind === 'anew')).toEqual([]);
});

test('a question of the approver that nobody answered in time goes the same way', async () => {
	const { claire, sophie, disputeId, approval, dayOf } = await offered();
	const requestId = (await approval()).waiting!.id;
	await sophie.desk.disputes.askBeforeApproval({ disputeId, requestId, note: 'Un écrit ?' });
	await story.day('2026-03-04');
	expect((await dayOf(claire)).map(({ kind }) => kind)).toEqual(['asked']);
	await story.day('2026-03-06');
	expect((await dayOf(claire)).map(({ kind }) => kind)).toEqual(['anew']);
	expect(subjects('claire').filter((one) => OVER.test(one))).toHaveLength(1);
});

test('a claim that changed before the signature ends it too; once it is decided nothing is left of it, also when it is opened again', async () => {
	const { claire, sophie, disputeId, reference, approval, dayOf } = await offered({
		validUntil: '2026-03-27'
	});
	await asOwner('update dispute_item set claimed_minor = 300000 where dispute_id = $1', [
		disputeId
	]);
	await story.day('2026-03-04');
	expect(subjects('claire').filter((one) => OVER.test(one))).toHaveLength(1);
	expect(await approval()).toMatchObject({ waiting: null, toRedo: { as: 'outdated' } });
	expect(await dayOf(sophie)).toEqual([]);
	expect(await dayOf(claire)).toMatchObject([{ kind: 'anew', on: null }]);

	await claire.desk.disputes.decide({
		...{ disputeId, verdict: 'invalid', outcome: 'no_action', explanation: 'Tarif signé.' }
	});
	expect((await approval()).toRedo).toBeNull();
	story.time('2026-03-05');
	await claire.desk.disputes.resolve({ disputeId });
	await claire.desk.disputes.reopen({ disputeId, note: 'Un écrit est arrivé.' });
	expect((await claire.desk.disputes.page({ reference })).isActive).toBe(true);
	expect((await approval()).toRedo).toBeNull();
	expect((await dayOf(claire)).filter(({ kind }) => kind === 'anew')).toEqual([]);
});
