import type { RequestEvent } from '@sveltejs/kit';
import { render } from 'svelte/server';
import { beforeEach, describe, expect, test } from 'vitest';
import PromiseLine from '$lib/components/dunning/PromiseLine.svelte';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { promise } from '$lib/server/db/schema/promises';
import { runDunning } from '$lib/server/dunning/run-dunning';
import { asAppError } from '$lib/server/trpc/errors';
import { actions } from '../../../src/routes/(desk)/dunning/promises/+page.server';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { buildPayment } from '../../support/factories';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { claimMail, noticesIn } from '../dunning/world';

useDatabase();
let ours: Company;
let other: Company;
beforeEach(async () => {
	setClock(TEST_INSTANT);
	await asOwner('truncate organisation cascade');
	({ ours, other } = await buildWorld());
});

const desk = (role: 'collector' | 'approver' = 'collector') => callerFor(ours.desk[role]).desk;
let keys = 0;
const promised = (fields: object = {}) => ({
	customerId: ours.account.customer.id,
	items: [{ invoiceId: ours.account.overdue.id, amountMinor: 100_000n }],
	dueOn: '2026-03-13' as const,
	idempotencyKey: `key-${keys++}`,
	...fields
});
const make = (fields: object = {}) => desk().promises.make(promised(fields) as never);
const refusal = async (work: Promise<unknown>) => {
	const { code, field } = asAppError(await work.then(() => null).catch((e: unknown) => e));
	return [code, field ?? null];
};
const standings = async () =>
	(await desk().promises.ofCustomer({ customerId: ours.account.customer.id })).promises.map(
		({ standing }) => standing
	);
const why = async () =>
	(await desk().dunning.whyCustomer({ customerId: ours.account.customer.id })).decision;

describe('a promise inside the policy', () => {
	test('holds its amount at once, until the last day its payment is waited for', async () => {
		expect(await make()).toMatchObject({ beyond: [] });
		expect(await standings()).toEqual(['open']);
		expect((await why()).reasons).toContainEqual(
			expect.objectContaining({
				code: 'promise_open',
				invoiceNumber: 'M1-overdue',
				until: '2026-03-17',
				amount: { minor: 100_000n, currency: 'EUR' }
			})
		);
	});

	test('is made once however often the form is sent', async () => {
		const same = promised();
		const first = await desk().promises.make(same as never);
		expect(await desk().promises.make(same as never)).toEqual(first);
		expect(await standings()).toEqual(['open']);
	});

	test('that is taken back holds nothing any more', async () => {
		const { promiseId } = await make();
		await desk().promises.withdraw({ promiseId, note: 'Erreur de client' });
		expect(await standings()).toEqual(['withdrawn']);
		expect((await why()).reasons.map(({ code }) => code)).not.toContain('promise_open');
		await desk().promises.withdraw({ promiseId });
		expect(await standings()).toEqual(['withdrawn']);
	});

	test('that a colleague recorded, or took back, by mistake says nothing about the customer', async () => {
		const next = async () => (await make()).beyond;
		const byMistake = (promiseId: string) =>
			desk().promises.withdraw({ promiseId, because: 'by_mistake', note: 'Autre client' });
		const ofCustomer = () => desk().promises.ofCustomer({ customerId: ours.account.customer.id });

		// Never paid: broken, until somebody says that nobody ever promised it.
		const { promiseId: broken } = await make({ dueOn: '2026-03-03' });
		setClock(new Date('2026-03-12T09:00:00Z'));
		expect(await standings()).toEqual(['broken']);
		expect((await ofCustomer()).keptPercent).toBe(0);
		await byMistake(broken);
		await byMistake(broken);
		expect(await standings()).toEqual(['withdrawn']);
		expect(await ofCustomer()).toMatchObject({
			keptPercent: null,
			promises: [{ because: 'by_mistake', withdrawnBy: ours.users.collector.name }]
		});

		// Taken back on its day by mistake: the next one is not for somebody to decide.
		const { promiseId: second } = await make({ dueOn: '2026-03-12' });
		await desk().promises.withdraw({ promiseId: second });
		await byMistake(second);
		expect(await next()).toEqual([]);
		expect(
			await asOwner(
				"select count(*)::int as marks from audit_event where action = 'promise.mistaken'"
			)
		).toEqual([{ marks: 2 }]);
	});

	test('made after a message was planned keeps it from leaving', async () => {
		const { account, inside } = ours;
		await runDunning(inside);
		const planned = (await noticesIn(inside, account.customer.id))[0]!;
		expect(planned.status).toBe('planned');
		await make({
			items: [
				{ invoiceId: account.overdue.id, amountMinor: 100_000n },
				{ invoiceId: account.contested.id, amountMinor: 60_000n }
			]
		});
		const claim = await claimMail(inside, planned.id);
		expect(claim).toMatchObject({ send: false });
		expect(claim.send === false && claim.reasons).toContain('promise_open');
	});
});

describe('a promise beyond the policy', () => {
	test('holds nothing before an approver agreed', async () => {
		const { promiseId, beyond } = await make({ dueOn: '2026-05-01' });
		expect(beyond).toEqual(['too_far']);
		expect(await standings()).toEqual(['to_decide']);
		expect((await why()).reasons.map(({ code }) => code)).not.toContain('promise_open');
		await desk('approver').promises.decide({ promiseId, verdict: 'approved' });
		expect(await standings()).toEqual(['open']);
		expect((await why()).reasons.map(({ code }) => code)).toContain('promise_open');
	});

	test('is refused with a reason, and decided once', async () => {
		const { promiseId } = await make({ dueOn: '2026-05-01' });
		const refuse = (note: string) =>
			desk('approver').promises.decide({ promiseId, verdict: 'refused', note });
		expect(await refusal(refuse(''))).toEqual(['explanation_required', 'note']);
		await refuse('Trop loin pour nous');
		const { promises } = await desk().promises.list({ standing: 'refused' });
		expect(promises).toMatchObject([
			{ decidedBy: 'approver m', decisionNote: 'Trop loin pour nous', beyond: ['too_far'] }
		]);
		expect(await refusal(refuse('encore'))).toEqual(['conflict', null]);
	});

	test('cannot be approved once its day and the days of grace are over', async () => {
		const { promiseId } = await make({ dueOn: '2026-05-01' });
		const decide = (verdict: 'approved' | 'refused') =>
			desk('approver').promises.decide({ promiseId, verdict, note: 'Trop tard' });
		setClock(new Date('2026-05-07T09:00:00Z'));
		expect(await refusal(decide('approved'))).toEqual(['promise_day_over', 'verdict']);
		expect(await standings()).toEqual(['to_decide']);
		await decide('refused');
		expect(await standings()).toEqual(['refused']);
	});

	test('is still approved on the last day of grace', async () => {
		const { promiseId } = await make({ dueOn: '2026-05-01' });
		setClock(new Date('2026-05-06T09:00:00Z'));
		await desk('approver').promises.decide({ promiseId, verdict: 'approved' });
		expect(await standings()).toEqual(['open']);
	});

	test('says when it is about disputed money, or follows a broken one', async () => {
		const contested = { invoiceId: ours.account.contested.id, amountMinor: 80_000n };
		expect(await make({ items: [contested] })).toMatchObject({ beyond: ['more_than_open'] });
		await make({ dueOn: '2026-03-04' });
		setClock(new Date('2026-03-10T09:00:00Z'));
		expect(await standings()).toContain('broken');
		expect(await make({ dueOn: '2026-03-13' })).toMatchObject({ beyond: ['earlier_broken'] });
	});

	test('counts those waited for at the same time', async () => {
		for (const amountMinor of [100n, 200n, 300n])
			await make({ items: [{ invoiceId: ours.account.overdue.id, amountMinor }] });
		expect(
			await make({ items: [{ invoiceId: ours.account.overdue.id, amountMinor: 400n }] })
		).toMatchObject({ beyond: ['too_many_open'] });
	});
});

describe('a promise is refused', () => {
	test('about nothing, about too much, for a day gone by, or about an invoice of others', async () => {
		const { overdue } = ours.account;
		const item = (invoiceId: string, amountMinor: bigint) => ({
			items: [{ invoiceId, amountMinor }]
		});
		expect(await refusal(make({ items: [] }))).toEqual(['invoice_required', 'items']);
		expect(await refusal(make(item(overdue.id, 0n)))).toEqual(['amount_not_positive', 'items']);
		expect(await refusal(make(item(overdue.id, 100_001n)))).toEqual([
			'promise_above_open',
			'items'
		]);
		expect(await refusal(make({ dueOn: '2026-03-02' }))).toEqual(['date_in_past', 'dueOn']);
		for (const of of [other.account, ours.neighbour])
			expect(await refusal(make(item(of.overdue.id, 1n)))).toEqual(['not_found', 'items']);
		expect(await refusal(make({ customerId: other.account.customer.id }))).toEqual([
			'not_found',
			null
		]);
	});
});

test('a payment keeps one of two promises about an invoice, the other stays promised', async () => {
	const { overdue } = ours.account;
	const half = { items: [{ invoiceId: overdue.id, amountMinor: 50_000n }] };
	const { promiseId } = await make({ ...half, dueOn: '2026-03-20' });
	await make({ ...half, dueOn: '2026-03-10' });
	setClock(new Date('2026-03-09T09:00:00Z'));
	await buildPayment(ours.inside, overdue, 50_000n);
	const byDay = async () =>
		(await desk().promises.list()).promises.map(({ dueOn, standing }) => [dueOn, standing]);
	expect(await byDay()).toEqual([
		['2026-03-20', 'open'],
		['2026-03-10', 'kept']
	]);
	expect((await why()).reasons).toContainEqual(
		expect.objectContaining({
			code: 'promise_open',
			invoiceNumber: 'M1-overdue',
			amount: { minor: 50_000n, currency: 'EUR' }
		})
	);
	setClock(new Date('2026-03-30T09:00:00Z'));
	expect((await desk().promises.list()).keptPercent).toBe(50);
	expect(await refusal(desk().promises.withdraw({ promiseId }))).toEqual(['conflict', null]);
	await buildPayment(ours.inside, overdue, 50_000n);
	expect((await byDay())[0]).toEqual(['2026-03-20', 'kept_late']);
});

test('kept on its day, it is kept even when the payment is recorded two weeks later', async () => {
	await make({ dueOn: '2026-03-05' });
	setClock(new Date('2026-03-20T09:00:00Z'));
	expect(await standings()).toEqual(['broken']);
	await desk().payments.record({
		paymentId: '01890000-0000-7000-8000-00000000aaaa',
		customerId: ours.account.customer.id,
		invoiceId: ours.account.overdue.id,
		receivedOn: '2026-03-05' as never,
		amountMinor: 100_000n,
		currency: 'EUR'
	});
	expect(await standings()).toEqual(['kept']);
});

test('what is paid in time keeps it, what is paid late keeps it late; the rate counts the first', async () => {
	const { overdue, dueSoon } = ours.account;
	await make({ dueOn: '2026-03-05' });
	await make({
		dueOn: '2026-03-05',
		items: [{ invoiceId: dueSoon.id, amountMinor: 50_000n }]
	});
	setClock(new Date('2026-03-06T09:00:00Z'));
	await buildPayment(ours.inside, overdue);
	setClock(new Date('2026-03-20T09:00:00Z'));
	await buildPayment(ours.inside, dueSoon);
	expect((await standings()).sort()).toEqual(['kept', 'kept_late']);
	expect((await desk().promises.list()).keptPercent).toBe(50);
	const foreign = await callerFor(other.desk.collector).desk.promises.list();
	expect(foreign.promises).toEqual([]);
});

describe('a promise that waits for a decision', () => {
	test('names its limits, and who of this company decides', async () => {
		await make({ dueOn: '2026-06-30' });
		const { promises, policy } = await desk().promises.list();
		expect(promises).toMatchObject([{ standing: 'to_decide', beyond: ['too_far'] }]);
		expect(policy).toMatchObject({ maximumDays: 30, maximumOpen: 3 });
		expect(policy.deciders.length).toBeGreaterThan(0);
		expect(policy.deciders.filter((name) => /collector|resolver|executive/.test(name))).toEqual([]);
		expect(policy).toEqual(
			(await desk().promises.ofCustomer({ customerId: ours.account.customer.id })).policy
		);
	});

	test('is decided without leaving the filter of the list, refused or not', async () => {
		const { promiseId } = (await make({ dueOn: '2026-06-30' })) as { promiseId: string };
		const press = (fields: Record<string, string>) => {
			const body = new FormData();
			for (const [name, value] of Object.entries({ promiseId, ...fields }))
				body.append(name, value);
			const url = new URL('http://localhost/dunning/promises?/decidePromise&standing=to_decide');
			return actions.decidePromise({
				request: new Request(url, { method: 'POST', body }),
				url,
				locals: { scope: ours.desk.approver, requestId: 'test' }
			} as unknown as RequestEvent);
		};
		expect(await press({ verdict: 'refused', note: '' })).toMatchObject({
			data: { refusal: { code: 'explanation_required' } }
		});
		const { location } = (await press({ verdict: 'approved', note: '' }).catch(
			(redirected: unknown) => redirected
		)) as { location: string };
		expect(location).toBe('/dunning/promises?standing=to_decide&done=decidePromise');
	});

	test('is decided by a form that keeps the filter in its address', async () => {
		await make({ dueOn: '2026-06-30' });
		const { promises, policy } = await desk().promises.list();
		const props = { promise: promises[0]!, policy, filter: '&standing=to_decide' };
		expect(render(PromiseLine, { props: { ...props, role: 'approver' } }).body).toContain(
			'action="?/decidePromise&amp;standing=to_decide"'
		);
		const { body } = render(PromiseLine, { props: { ...props, role: 'collector' } });
		for (const name of policy.deciders) expect(body).toContain(name);
		expect(body).toMatch(/30/);
	});
});

test('no link can say that a promise was a mistake', async () => {
	await make();
	const portal = await portalScopeOf(ours.account.portalPath);
	await expect(
		unitOfWork(portal, ({ tx }) => tx.update(promise).set({ withdrawnBecause: 'by_mistake' }))
	).rejects.toThrow();
	expect(await standings()).toEqual(['open']);
});

test('a kept promise, and a broken one the customer made himself, are no mistake', async () => {
	const { promiseId } = await make({ dueOn: '2026-03-05' });
	await asOwner("update promise set source = 'portal' where id = $1", [promiseId]);
	setClock(new Date('2026-03-20T09:00:00Z'));
	expect(await standings()).toEqual(['broken']);
	const marked = () => desk().promises.withdraw({ promiseId, because: 'by_mistake' });
	expect(await refusal(marked())).toEqual(['conflict', null]);
	await buildPayment(ours.inside, ours.account.overdue);
	expect(await refusal(marked())).toEqual(['conflict', null]);
});
