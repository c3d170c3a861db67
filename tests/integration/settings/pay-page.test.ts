import { beforeAll, expect, test } from 'vitest';
import { setClock } from '$lib/server/clock';
import { asAppError } from '$lib/server/trpc/errors';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { readSquares } from '../../support/read-squares';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
let ours: Company;
let other: Company;
beforeAll(async () => {
	setClock(TEST_INSTANT);
	({ ours, other } = await buildWorld());
});
const PAGE = 'https://pay.example/x?a={amount}&r={reference}';
const refusal = (work: Promise<unknown>) => work.then(() => null).catch((e) => asAppError(e).code);
const settings = () => callerFor(ours.desk.admin).desk.settings;

test('the payment page is the own company’s, and the audit keeps what it was', async () => {
	await settings().changePayPage({ payPage: PAGE });
	await settings().changePayPage({ payPage: PAGE });
	expect((await settings().brand()).payPage).toBe(PAGE);
	expect((await callerFor(other.desk.admin).desk.settings.brand()).payPage).toBe('');
	const kept = await asOwner<{ data: unknown }>(
		`select data from audit_event where action = 'organisation.pay_page_changed'`
	);
	expect(kept).toEqual([{ data: { before: '', after: PAGE } }]);
});

test('the customer’s pay page hears of it, another company’s does not', async () => {
	await settings().changePayPage({ payPage: PAGE });
	const form = async ({ account }: Company) =>
		callerFor(await portalScopeOf(account.portalPath)).portal.payments.form({ invoiceIds: [] });
	expect((await form(ours)).payPage).toBe(PAGE);
	expect((await form(other)).payPage).toBe('');
});

test('an address that is not safe is refused, and whoever may not change money’s way', async () => {
	const wrong = { payPage: 'http://pay.example' };
	expect(await refusal(settings().changePayPage(wrong))).toBe('pay_page_invalid');
	const collector = callerFor(ours.desk.collector).desk.settings;
	expect(await refusal(collector.changePayPage({ payPage: PAGE }))).toBe('not_allowed');
});

test('who is paid is one name, in words and in the square codes: that of the account', async () => {
	await asOwner('update organisation set legal_name = $1, iban = $2 where id = $3', [
		'Menuiserie Dupont SARL',
		'FR7630006000011234567890189',
		ours.inside.organisationId
	]);
	const { payments, customers } = callerFor(await portalScopeOf(ours.account.portalPath)).portal;
	const { bank, transfers } = await payments.form({ invoiceIds: [] });
	expect(bank?.holder).toBe('Menuiserie Dupont SARL');
	expect(readSquares(transfers[0]!.squares!).split('\n')).toContain('Menuiserie Dupont SARL');
	expect((await customers.account()).bank?.holder).toBe('Menuiserie Dupont SARL');
});
