import type { Cookies, RequestEvent } from '@sveltejs/kit';
import { render } from 'svelte/server';
import { beforeAll, expect, test } from 'vitest';
import Followers from '$lib/components/portal/Followers.svelte';
import PromiseMade from '$lib/components/portal/PromiseMade.svelte';
import { localDate } from '$lib/domain/calendar';
import { linkPath } from '$lib/server/auth/links';
import { setClock } from '$lib/server/clock';
import { asAppError } from '$lib/server/trpc/errors';
import { caller } from '$lib/server/trpc/caller';
import { actions as caseActions } from '../../../src/routes/p/[token]/disputes/[reference]/+page.server';
import { actions as linkActions } from '../../../src/routes/p/[token]/link/+page.server';
import { actions as promiseActions } from '../../../src/routes/p/[token]/promise/+page.server';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import {
	buildContact,
	buildCustomer,
	buildInvoice,
	buildPortalLink
} from '../../support/factories';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
let ours: Company;
let other: Company;
beforeAll(async () => {
	setClock(TEST_INSTANT);
	({ ours, other } = await buildWorld());
});

const codeOf = (thrown: unknown) => asAppError(thrown).code;

/** Somebody the link of a contact was passed on to, who says so or not. */
async function passedOn(acting?: string) {
	const customer = await buildCustomer(ours.inside);
	const contact = await buildContact(ours.inside, customer, { name: 'Julie Vasseur' });
	const invoice = await buildInvoice(ours.inside, customer, { dueOn: localDate('2026-02-20') });
	const scope = await portalScopeOf(await buildPortalLink(ours.inside, contact));
	const { portal } = caller({ locals: { scope, acting, requestId: 'test' } as App.Locals });
	return { customer, contact, invoice, portal, scope };
}
const claimed = (invoiceId: string) => ({
	items: [{ invoiceId }],
	reasonCode: 'price_unit',
	requestedOutcome: 'NOA' as const,
	explanation: 'Le prix convenu était plus bas.',
	language: 'fr' as const,
	idempotencyKey: `passed-${invoiceId}`,
	files: []
});
const actors = (customerId: string) =>
	asOwner<{ actor_name: string; actor_id: string }>(
		`select distinct actor_name, actor_id from audit_event where customer_id = $1 and actor_kind = 'customer'`,
		[customerId]
	);

test('whoever the link was passed on to signs with his name and the name of its holder', async () => {
	const { portal, invoice, customer, contact, scope } = await passedOn(' Marc  Petit ');
	const { reference } = await portal.disputes.open(claimed(invoice.id));
	await portal.disputes.reply({ reference, body: 'Voici le bon.', idempotencyKey: 'reply-passed' });
	const shown = await portal.disputes.show({ reference });
	expect(shown.messages.map(({ authorName }) => authorName)).toContain(
		'Marc Petit (lien remis à Julie Vasseur)'
	);
	expect(await actors(customer.id)).toEqual([
		{ actor_name: 'Marc Petit (lien remis à Julie Vasseur)', actor_id: scope.holder.linkId }
	]);
	const [row] = await asOwner<{ raised_by_name: string; raised_by_email: string }>(
		`select raised_by_name, raised_by_email from dispute where reference = $1 and organisation_id = $2`,
		[reference, ours.inside.organisationId]
	);
	expect(row).toEqual({
		raised_by_name: 'Marc Petit (lien remis à Julie Vasseur)',
		raised_by_email: contact.email
	});
});

test('the holder of a link is told what somebody else wrote through it, and whoever wrote it is not', async () => {
	const { portal, invoice, contact } = await passedOn('Marc Petit');
	const { reference } = await portal.disputes.open(claimed(invoice.id));
	await portal.disputes.follow({
		...{ reference, name: 'Marc Petit', language: 'fr' },
		email: `marc@${contact.email.split('@')[1]}`
	});
	await portal.disputes.reply({ reference, body: 'Le bon.', idempotencyKey: 'told-passed' });
	const told = await asOwner(
		`select d.to_email from delivery d join dispute on dispute.id = d.dispute_id
		where dispute.reference = $1 and d.facts ->> 'event' = 'replied'`,
		[reference]
	);
	expect(told).toEqual([{ to_email: contact.email }]);
});

test('a claim of payment and a message keep who wrote them', async () => {
	const { portal, invoice, customer } = await passedOn('Marc Petit');
	await portal.customers.write({
		...{ kind: 'question', body: 'Un relevé ?', language: 'fr', idempotencyKey: 'ask-passed' }
	});
	await portal.payments.claim({
		...{ invoiceIds: [invoice.id], paidOn: localDate('2026-03-02'), amountMinor: 100_000n },
		...{ currency: 'EUR', reference: 'VIR', language: 'fr', idempotencyKey: 'claim-passed' }
	});
	const names = await asOwner(
		`select by_name from account_message where customer_id = $1
		union all select by_name from payment_claim where customer_id = $1`,
		[customer.id]
	);
	expect(names).toEqual(Array(2).fill({ by_name: 'Marc Petit (lien remis à Julie Vasseur)' }));
});

/** Whom the mails about a customer greet, by what they say. */
const greeted = (customerId: string) =>
	asOwner<{ mail: string; to_name: string; event: string | null; by: string | null }>(
		`select mail, to_name, facts ->> 'event' as event, facts ->> 'by' as by from delivery
		where customer_id = $1 and mail <> 'staff-alert' order by id`,
		[customerId]
	);

test('a case raised through a link that was passed on is written about to its holder, by his name', async () => {
	const { portal, invoice, customer } = await passedOn('Marc Petit');
	const { reference } = await portal.disputes.open(claimed(invoice.id));
	const desk = callerFor(ours.desk.collector).desk.disputes;
	const { id: disputeId } = await desk.page({ reference });
	await desk.post({
		...{ disputeId, audience: 'customer', body: 'Nous regardons.' },
		idempotencyKey: `post-${disputeId}`
	});
	expect(await greeted(customer.id)).toMatchObject([
		{ mail: 'dispute-received', to_name: 'Julie Vasseur' },
		{ mail: 'dispute-update', to_name: 'Julie Vasseur' }
	]);
	// Who raised it stays said.
	expect((await desk.page({ reference })).raisedByName).toBe(
		'Marc Petit (lien remis à Julie Vasseur)'
	);
});

test('what was found of a payment is told to the holder by his name', async () => {
	const { portal, invoice, customer } = await passedOn('Marc Petit');
	const { claimId } = await portal.payments.claim({
		...{ invoiceIds: [invoice.id], paidOn: localDate('2026-03-02'), amountMinor: 100_000n },
		...{ currency: 'EUR', reference: 'VIR', language: 'fr', idempotencyKey: 'claim-greeted' }
	});
	await callerFor(ours.desk.collector).desk.payments.answerClaim({
		...{ claimId, verdict: 'not_found', note: 'Rien reçu' }
	});
	const mails = await greeted(customer.id);
	expect(mails.find(({ event }) => event === 'claim_not_found')?.to_name).toBe('Julie Vasseur');
});

test('whoever amends a case through it is named to those who follow it', async () => {
	const { portal, invoice, customer } = await passedOn('Marc Petit');
	const { reference } = await portal.disputes.open(claimed(invoice.id));
	await portal.disputes.amend({
		...claimed(invoice.id),
		...{ reference, explanation: 'Deux cartons.', idempotencyKey: `amended-${invoice.id}` }
	});
	const mails = await greeted(customer.id);
	expect(mails.find(({ event }) => event === 'amended')?.by).toBe(
		'Marc Petit (lien remis à Julie Vasseur)'
	);
});

test('nobody named, or the holder: the link signs as before', async () => {
	for (const acting of [undefined, '', '  ', 'julie vasseur']) {
		const { portal, invoice, customer } = await passedOn(acting);
		await portal.disputes.open(claimed(invoice.id));
		expect((await actors(customer.id)).map(({ actor_name }) => actor_name)).toEqual([
			'Julie Vasseur'
		]);
	}
});

test('a name opens nothing: neither the account of somebody else, nor a colleague of the creditor', async () => {
	const { portal, customer } = await passedOn('Nadia Rousseau');
	expect((await portal.customers.frame()).customer.code).toBe(customer.code);
	await expect(portal.invoices.show({ invoiceId: ours.account.overdue.id })).rejects.toMatchObject({
		message: 'not_found'
	});
	await expect(portal.invoices.show({ invoiceId: other.account.overdue.id })).rejects.toMatchObject(
		{ message: 'not_found' }
	);
	const desk = caller({
		locals: { scope: ours.desk.collector, acting: 'X', requestId: 'test' } as App.Locals
	}).desk;
	expect((await desk.settings.frame()).user.name).toBe(ours.users.collector.name);
});

test('a link that went too far ends with all others of its holder, and a fresh one goes to his address', async () => {
	const { portal, contact, customer, scope } = await passedOn('Marc Petit');
	const second = await buildPortalLink(ours.inside, contact);
	const neighbour = await passedOn();
	await portal.customers.replaceLinks();
	// The answer to it is still a page that says whose links are closed, and where the new one goes.
	expect((await portal.customers.frame()).customer.code).toBe(customer.code);
	for (const path of [second, linkPath('portal', scope.holder.linkId)])
		await expect(portalScopeOf(path)).rejects.toMatchObject({ code: 'link_revoked' });
	expect((await neighbour.portal.customers.frame()).customer.code).toBe(neighbour.customer.code);
	const [mail, ...others] = await asOwner<{ to_email: string; link_id: string; ended: string }>(
		`select to_email, link_id, facts ->> 'oldEnded' as ended from delivery where customer_id = $1 and mail = 'new-link'`,
		[customer.id]
	);
	expect(others).toEqual([]);
	expect(mail!.to_email).toBe(contact.email);
	expect(mail!.ended).toBe('true');
	await portalScopeOf(linkPath('portal', mail!.link_id));
	expect(
		await asOwner(
			`select actor_name from audit_event where action = 'contact.links_replaced' and customer_id = $1`,
			[customer.id]
		)
	).toEqual([{ actor_name: 'Marc Petit (lien remis à Julie Vasseur)' }]);
});

test('none ends while no fresh one may be mailed', async () => {
	const { contact } = await passedOn();
	const knock = async () => {
		const path = await buildPortalLink(ours.inside, contact);
		const { portal } = callerFor(await portalScopeOf(path));
		await portal.customers.replaceLinks();
	};
	const answers = [];
	for (let time = 0; time < 12; time++) answers.push(await knock().then(() => 'done', codeOf));
	expect(answers).toContain('done');
	expect(answers.at(-1)).toBe('too_many_attempts');
	await portalScopeOf(await buildPortalLink(ours.inside, contact));
});

/** A form as one of the pages posts it, with a name typed in "you are not …". */
async function post(
	action: unknown,
	scope: unknown,
	{ params = {}, ...fields }: Record<string, string | Record<string, string>>
) {
	const body = new FormData();
	for (const [name, value] of Object.entries({ acting: 'Marc Petit', ...fields }))
		body.append(name, value as string);
	const url = new URL('https://localhost/p/token');
	const cookies = { get: () => undefined, set: () => {}, delete: () => {} } as unknown as Cookies;
	const event = {
		...{ url, cookies, params: { token: 'token', ...(params as Record<string, string>) } },
		request: new Request(url, { method: 'POST', body }),
		locals: { scope, requestId: 'test', language: 'fr' }
	} as unknown as RequestEvent;
	return (action as (event: RequestEvent) => Promise<unknown>)(event).catch(
		({ location }: { location: string }) => location
	);
}
const signed = 'Marc Petit (lien remis à Julie Vasseur)';
const askedFor = (html: string) => html.match(/name="acting"/g)?.length ?? 0;

test('ending the links, following and taking a promise back know who acted, and say so', async () => {
	const { portal, invoice, customer, contact, scope } = await passedOn();
	const { reference } = await portal.disputes.open({
		...claimed(invoice.id),
		items: [{ invoiceId: invoice.id, claimedMinor: 10_000n }]
	});
	const colleague = await buildContact(ours.inside, customer, { name: 'Luc Roy' });
	expect(
		await post(caseActions.follow, scope, {
			...{ name: colleague.name, email: colleague.email, language: 'fr', params: { reference } }
		})
	).toMatch(/following/);
	expect(await post(caseActions.followMyself, scope, { params: { reference } })).toMatch(/joined/);
	const { followers } = await portal.disputes.show({ reference });
	expect(followers.list).toMatchObject([{ name: 'Luc Roy', addedBy: signed }]);

	const { promiseId } = await portal.promises.make({
		...{ invoiceIds: [invoice.id], days: ['2026-03-10'], language: 'fr' },
		idempotencyKey: `promise-${invoice.id}`
	} as never);
	const before = await portal.promises.made({ promiseId });
	await post(promiseActions.withdraw, scope, { promiseId });
	const made = await portal.promises.made({ promiseId });
	expect(made).toMatchObject({ standing: 'withdrawn', withdrawnBy: signed });

	const who = { holder: contact, acting: '' };
	const page = {
		...{ base: '/p/token', query: '', creditor: 'X', timeZone: 'Europe/Paris', who },
		latestAtOnce: made.standsOn
	};
	expect(askedFor(render(PromiseMade, { props: { ...page, made: before } }).body)).toBe(1);
	expect(render(PromiseMade, { props: { ...page, made } }).body).toContain(signed);
	const { body } = render(Followers, {
		props: { followers: { ...followers, mine: false }, devices: '', who }
	});
	expect(askedFor(body)).toBe(2);
	expect(body).toContain(signed);

	await post(linkActions.default, scope, {});
	const [ended] = await asOwner(
		`select actor_name from audit_event where customer_id = $1 and action = 'contact.links_replaced'`,
		[customer.id]
	);
	expect(ended).toEqual({ actor_name: signed });
});
