import { beforeEach, expect, test } from 'vitest';
import { asOwner, useDatabase } from '../../support/database';
import { buildDispute } from '../../support/factories';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { mailsAbout } from './traces';

useDatabase();
let ours: Company;
let portal: ReturnType<typeof callerFor>['portal']['disputes'];
beforeEach(async () => {
	if (ours) return;
	({ ours } = await buildWorld());
	portal = callerFor(await portalScopeOf(ours.account.portalPath)).portal.disputes;
});

const closed = (status: 'resolved' | 'in_progress' | 'withdrawn' | 'duplicate' = 'resolved') =>
	buildDispute(ours.inside, ours.account.overdue, { claimedMinor: 100n, status });
const said = (id: string) =>
	asOwner('select solved, ease, comment from satisfaction where dispute_id = $1', [id]);

test('two questions, once for a case, shown to staff; looking asks nothing', async () => {
	const { id, reference } = await closed();
	expect(await portal.survey({ reference })).toEqual({ answered: false, open: true, never: false });
	expect(await said(id)).toEqual([]);
	const rate = () => portal.rate({ reference, solved: 5, ease: 4, comment: 'Rapide.' });
	await Promise.all([rate(), rate(), rate()]);
	await expect(portal.rate({ reference, solved: 1, ease: 1 })).rejects.toMatchObject({
		cause: { code: 'already_rated', details: { name: expect.any(String) } }
	});
	expect(await said(id)).toEqual([{ solved: 5, ease: 4, comment: 'Rapide.' }]);
	expect(await mailsAbout(id)).toEqual([]);
	expect(await portal.survey({ reference })).toEqual({ answered: true, open: false, never: false });
	const { desk } = callerFor(ours.desk.collector);
	expect((await desk.disputes.page({ reference })).satisfaction).toMatchObject({ solved: 5 });
});

test('nothing is announced that will never be asked', async () => {
	const survey = async (status: Parameters<typeof closed>[0]) =>
		portal.survey({ reference: (await closed(status)).reference });
	expect(await survey('in_progress')).toEqual({ answered: false, open: false, never: false });
	for (const status of ['withdrawn', 'duplicate'] as const)
		expect(await survey(status)).toEqual({ answered: false, open: false, never: true });
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
