import { render } from 'svelte/server';
import { beforeAll, expect, test } from 'vitest';
import PromiseMade from '$lib/components/portal/PromiseMade.svelte';
import { asAppError } from '$lib/server/trpc/errors';
import { useDatabase } from '../../support/database';
import { buildDispute, buildInvoice, buildPayment } from '../../support/factories';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
let ours: Company;
beforeAll(async () => {
	({ ours } = await buildWorld());
});

test('what a colleague contested after the page was opened is not left out in silence: it is said, and nothing is promised', async () => {
	const { overdue, dueSoon } = ours.account;
	const { promises } = callerFor(await portalScopeOf(ours.account.portalPath)).portal;
	const both = [overdue.id, dueSoon.id];
	const form = await promises.form({ invoiceIds: both });
	expect([...form.chosen].sort()).toEqual([...both].sort());
	await buildDispute(ours.inside, dueSoon);
	const wish = { invoiceIds: both, days: ['2026-03-13' as const], language: 'fr' as const };
	const refused = await promises
		.make({ ...wish, idempotencyKey: form.idempotencyKey })
		.then(() => null)
		.catch(asAppError);
	expect(refused).toMatchObject({
		code: 'promise_not_free',
		field: 'invoice',
		details: { numbers: dueSoon.number }
	});
	const again = await promises.form({ invoiceIds: both });
	expect(again.chosen).toEqual([overdue.id]);
	const made = await promises.make({
		...wish,
		invoiceIds: again.chosen,
		idempotencyKey: form.idempotencyKey
	});
	const { invoiceIds } = await promises.made({ promiseId: made.promiseId });
	expect(invoiceIds).toEqual([overdue.id]);
});

test('what was paid meanwhile is said by its number too; what is another customer’s is not found', async () => {
	const { portal } = callerFor(await portalScopeOf(ours.neighbour.portalPath));
	const [open, paid] = [
		await buildInvoice(ours.inside, ours.neighbour.customer),
		await buildInvoice(ours.inside, ours.neighbour.customer)
	];
	const make = (invoiceIds: string[]) =>
		portal.promises
			.make({
				...{ invoiceIds, days: ['2026-03-13' as const], language: 'fr' as const },
				idempotencyKey: `paid-${invoiceIds.join('-')}`.slice(0, 90)
			})
			.then(() => null)
			.catch(asAppError);
	await buildPayment(ours.inside, paid);
	expect(await make([open.id, paid.id])).toMatchObject({
		code: 'promise_not_free',
		details: { numbers: paid.number }
	});
	expect(await make([paid.id])).toMatchObject({ code: 'nothing_to_promise' });
	expect(await make([open.id, ours.account.overdue.id])).toMatchObject({ code: 'not_found' });
});

test('a date that was refused is answered with the last one that would be agreed to at once', async () => {
	const { promises } = callerFor(await portalScopeOf(ours.neighbour.portalPath)).portal;
	const { latestAtOnce, idempotencyKey } = await promises.form();
	const { promiseId } = await promises.make({
		...{ invoiceIds: [], days: ['2026-04-28' as const], language: 'fr' as const },
		idempotencyKey
	});
	const { desk } = callerFor(ours.desk.approver);
	await desk.promises.decide({ promiseId, verdict: 'refused', note: 'Trop tard pour nous.' });
	const made = await promises.made({ promiseId });
	const about = {
		...{ base: '', query: '', creditor: 'Gantier', timeZone: 'Europe/Paris' },
		who: { holder: { name: 'Julie', email: '' }, acting: '' }
	};
	const { body } = render(PromiseMade, { props: { ...about, made, latestAtOnce } });
	expect(body).toContain('Trop tard pour nous.');
	expect(body).toContain('Jusqu’au jeudi 2 avril inclus, votre date est acceptée aussitôt');
	const other = { ...made, isOnlyTooFar: false };
	expect(
		render(PromiseMade, { props: { ...about, made: other, latestAtOnce } }).body
	).not.toContain('Jusqu’au');
});
