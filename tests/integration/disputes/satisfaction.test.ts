import { beforeEach, describe, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { DAY_MS } from '$lib/domain/calendar';
import { setClock } from '$lib/server/clock';
import { deliverDue } from '$lib/server/delivery/deliver';
import { asOwner, useDatabase } from '../../support/database';
import { buildContact, buildDispute, buildPortalLink } from '../../support/factories';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { mailsAbout } from './traces';

useDatabase();
let ours: Company;
let other: Company;
let portal: ReturnType<typeof callerFor>['portal']['disputes'];
beforeEach(async () => {
	if (ours) return;
	({ ours, other } = await buildWorld());
	portal = callerFor(await portalScopeOf(ours.account.portalPath)).portal.disputes;
});

const closed = (status: 'resolved' | 'in_progress' | 'withdrawn' | 'duplicate' = 'resolved') =>
	buildDispute(ours.inside, ours.account.overdue, { claimedMinor: 100n, status });
const said = (id: string) =>
	asOwner('select solved, ease, comment from satisfaction where dispute_id = $1', [id]);

test('two questions, once for a case, shown to staff; looking asks nothing', async () => {
	const { id, reference } = await closed();
	expect(await portal.survey({ reference })).toEqual({
		...{ answered: false, open: true, isLowScore: false, never: false }
	});
	expect(await said(id)).toEqual([]);
	const rate = () => portal.rate({ reference, solved: 5, ease: 4, comment: 'Rapide.' });
	await Promise.all([rate(), rate(), rate()]);
	await expect(portal.rate({ reference, solved: 1, ease: 1 })).rejects.toMatchObject({
		cause: { code: 'already_rated', details: { name: expect.any(String) } }
	});
	expect(await said(id)).toEqual([{ solved: 5, ease: 4, comment: 'Rapide.' }]);
	expect(await mailsAbout(id)).toEqual([]);
	expect(await portal.survey({ reference })).toEqual({
		...{ answered: true, open: false, isLowScore: false, never: false }
	});
	const { desk } = callerFor(ours.desk.collector);
	expect((await desk.disputes.page({ reference })).satisfaction).toMatchObject({ solved: 5 });
});

test('nothing is announced that will never be asked', async () => {
	const survey = async (status: Parameters<typeof closed>[0]) =>
		portal.survey({ reference: (await closed(status)).reference });
	expect(await survey('in_progress')).toEqual({
		...{ answered: false, open: false, isLowScore: false, never: false }
	});
	for (const status of ['withdrawn', 'duplicate'] as const)
		expect(await survey(status)).toEqual({
			...{ answered: false, open: false, isLowScore: false, never: true }
		});
});

test('a low answer is told to staff', async () => {
	const { id, reference } = await closed();
	await portal.rate({ reference, solved: 2, ease: 5, comment: 'Trop long.' });
	expect(await mailsAbout(id)).toMatchObject([
		{
			mail: 'staff-alert',
			facts: {
				event: 'low_satisfaction',
				text: 'La réponse a-t-elle réglé le problème\u00a0? 2 / 5\nÉtait-ce simple pour vous\u00a0? 5 / 5\nTrop long.'
			}
		}
	]);
});

test('whoever gave a low score reads that somebody calls, and not the day after', async () => {
	const { reference } = await closed();
	await portal.rate({ reference, solved: 5, ease: 2, comment: '' });
	expect((await portal.survey({ reference })).isLowScore).toBe(true);
	setClock(new Date(Date.now() + DAY_MS));
	expect(await portal.survey({ reference })).toMatchObject({ answered: true, isLowScore: false });
	setClock(null);
});

test('the report counts what was said by the reason of the case, for those of the house only', async () => {
	const opinions = async (company: Company) =>
		(await callerFor(company.desk.executive).desk.reports.disputes({})).opinions;
	const before = (await opinions(ours)).reduce((sum, { n }) => sum + n, 0);
	const { reference } = await closed();
	await portal.rate({ reference, solved: 1, ease: 5, comment: '' });
	const said = await opinions(ours);
	expect(said).toMatchObject([{ n: before + 1, meanSolved: null, meanEase: null }]);
	expect(said[0]!.low).toBeGreaterThanOrEqual(1);
	expect(said[0]!.labels.fr).toBeTruthy();
	expect(await opinions(other)).toEqual([]);
});

/** The account of somebody else of the same customer, through a link of his own. */
async function colleague(name: string) {
	const contact = await buildContact(ours.inside, ours.account.customer, {
		...{ name, email: `${uuidv7()}@m1.test` }
	});
	const path = await buildPortalLink(ours.inside, contact);
	return callerFor(await portalScopeOf(path)).portal.disputes;
}
type Door = Awaited<ReturnType<typeof colleague>>;
const codeOf = (work: Promise<unknown>) =>
	work.then(
		() => 'kept',
		({ message }: Error) => message
	);

test('two colleagues at once: the first one is heard, the other reads who it was', async () => {
	const [ana, luc] = [await colleague('Ana Petit'), await colleague('Luc Roy')];
	const { id, reference } = await closed();
	const rate = (door: Door, solved: number) =>
		codeOf(door.rate({ reference, solved, ease: 3, comment: `${solved}` }));
	const answers = await Promise.all([rate(ana, 5), rate(luc, 4)]);
	expect(answers.toSorted()).toEqual(['already_rated', 'kept']);
	const [isAna] = answers.map((answer) => answer === 'kept');
	expect(await said(id)).toEqual([{ solved: isAna ? 5 : 4, ease: 3, comment: isAna ? '5' : '4' }]);
	const late = isAna ? luc : ana;
	expect(await late.survey({ reference })).toMatchObject({ answered: true, open: false });
	await expect(late.rate({ reference, solved: 1, ease: 1 })).rejects.toMatchObject({
		cause: { code: 'already_rated', details: { name: isAna ? 'Ana Petit' : 'Luc Roy' } }
	});
});

test('twice through one link: said again it is the same, said otherwise it is refused', async () => {
	const ana = await colleague('Ana Petit');
	const { id, reference } = await closed();
	const rate = (comment: string) => codeOf(ana.rate({ reference, solved: 4, ease: 4, comment }));
	expect(await rate('Bien.')).toBe('kept');
	expect(await rate('Bien.')).toBe('kept');
	expect(await rate('Très bien.')).toBe('already_rated');
	expect(await said(id)).toEqual([{ solved: 4, ease: 4, comment: 'Bien.' }]);
});

test('a case that is opened again is not asked about until it is over, and never a second time', async () => {
	const ana = await colleague('Ana Petit');
	const desk = callerFor(ours.desk.approver).desk.disputes;
	const { id: disputeId, reference } = await closed('in_progress');
	await desk.follow({ disputeId, name: 'Ana', email: ours.account.contact.email, language: 'fr' });
	const close = async () => {
		await desk.decide({
			...{ disputeId, verdict: 'invalid', outcome: 'no_action', explanation: 'Le prix est juste.' }
		});
		await desk.resolve({ disputeId });
		while ((await deliverDue()) > 0);
		return newestMail(disputeId);
	};
	expect(await close()).toContain(`${reference}/satisfaction`);
	await desk.reopen({ disputeId, note: 'Un point reste ouvert.' });
	const rate = (solved: number) => codeOf(ana.rate({ reference, solved, ease: 5 }));
	expect(await rate(5)).toBe('transition_not_allowed');
	expect(await ana.survey({ reference })).toMatchObject({ open: false, never: false });
	await close();
	expect(await rate(5)).toBe('kept');

	await desk.reopen({ disputeId, note: 'Encore un point.' });
	expect(await rate(1)).toBe('already_rated');
	expect(await close()).not.toContain('/satisfaction');
	expect(await rate(1)).toBe('already_rated');
	expect(await ana.show({ reference })).toMatchObject({ surveyOpen: false });
	expect(await said(disputeId)).toEqual([{ solved: 5, ease: 5, comment: '' }]);
});
const newestMail = async (disputeId: string) =>
	(
		await asOwner<{ text: string }>(
			`select text from delivery where dispute_id = $1 and mail = 'dispute-resolved' order by id desc limit 1`,
			[disputeId]
		)
	)[0]!.text;

test('a case still open is not rated, nor one of somebody else', async () => {
	const open = await closed('in_progress');
	await expect(
		portal.rate({ reference: open.reference, solved: 5, ease: 5 })
	).rejects.toMatchObject({ message: 'transition_not_allowed' });
	await expect(
		portal.rate({ reference: 'LIT-2026-999999', solved: 5, ease: 5 })
	).rejects.toMatchObject({ message: 'not_found' });
	const { id } = ours.neighbour.dispute;
	expect(await said(id)).toEqual([]);
});

describe('whoever gave a low score', () => {
	const heard = async () =>
		(await callerFor(ours.desk.collector).desk.customers.heard()).flatMap(({ what, reference }) =>
			what === 'low_score' ? [reference] : []
		);
	const call = (
		disputeId: string,
		outcome: 'reached' | 'missed' | 'settled',
		{ company = ours, idempotencyKey = `key-${uuidv7()}` } = {}
	) =>
		callerFor(company.desk.collector).desk.disputes.callRater({
			...{ disputeId, outcome, idempotencyKey },
			note: 'Il attendait un avoir entier.'
		});
	const scoreOf = async (reference: string) =>
		(await callerFor(ours.desk.collector).desk.disputes.page({ reference })).satisfaction;

	test('is to be called until somebody spoke to him, and every call is noted', async () => {
		const { id, reference } = await closed();
		await portal.rate({ reference, solved: 5, ease: 2, comment: '' });
		expect(await heard()).toContain(reference);
		expect(await scoreOf(reference)).toMatchObject({ isToCall: true, calls: [] });
		await call(id, 'missed');
		expect(await heard()).toContain(reference);
		await call(id, 'reached');
		expect(await heard()).not.toContain(reference);
		expect(await scoreOf(reference)).toMatchObject({
			isToCall: false,
			calls: [
				{ outcome: 'missed', by: ours.desk.collector.user.name },
				{ outcome: 'reached', note: 'Il attendait un avoir entier.' }
			]
		});
		await expect(call(id, 'reached')).rejects.toMatchObject({ cause: { code: 'conflict' } });
	});

	test('settled another way, or long ago, is not called any more; a button pressed twice is one call', async () => {
		const { id, reference } = await closed();
		await portal.rate({ reference, solved: 1, ease: 5, comment: '' });
		const idempotencyKey = `key-${uuidv7()}`;
		await call(id, 'missed', { idempotencyKey });
		await call(id, 'missed', { idempotencyKey });
		expect((await scoreOf(reference))?.calls).toHaveLength(1);
		expect((await scoreOf(reference))?.call).toBeNull();
		await asOwner(`update contact set phone = '+33612345678' where customer_id = $1`, [
			ours.account.customer.id
		]);
		expect((await scoreOf(reference))?.call).toMatchObject({ phone: '+33612345678' });
		await call(id, 'settled');
		expect(await heard()).not.toContain(reference);
		const old = await closed();
		await portal.rate({ reference: old.reference, solved: 1, ease: 5, comment: '' });
		expect(await heard()).toContain(old.reference);
		setClock(new Date(Date.now() + 61 * DAY_MS));
		expect(await heard()).not.toContain(old.reference);
		setClock(null);
	});

	test('is one who did: nobody calls after a good one, or from another house', async () => {
		const good = await closed();
		await portal.rate({ reference: good.reference, solved: 3, ease: 3 });
		expect(await heard()).not.toContain(good.reference);
		await expect(call(good.id, 'reached')).rejects.toMatchObject({ cause: { code: 'not_found' } });
		const low = await closed();
		await portal.rate({ reference: low.reference, solved: 1, ease: 1 });
		await expect(call(low.id, 'reached', { company: other })).rejects.toMatchObject({
			cause: { code: 'not_found' }
		});
		expect(await heard()).toContain(low.reference);
	});

	test('called by two at once, he was spoken to once', async () => {
		const { id, reference } = await closed();
		await portal.rate({ reference, solved: 1, ease: 1 });
		const all = await Promise.allSettled([
			call(id, 'reached'),
			call(id, 'reached'),
			call(id, 'reached')
		]);
		expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		expect((await scoreOf(reference))?.calls).toHaveLength(1);
	});
});
