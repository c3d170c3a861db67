import { render } from 'svelte/server';
import { beforeAll, expect, it } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { LANGUAGES, type Language } from '$lib/i18n/language';
import { m } from '$lib/i18n/paraglide/messages';
import { runInLanguage } from '$lib/i18n/run-in';
import { unitOfWork } from '$lib/server/db/client';
import { decideDispute } from '$lib/server/disputes/decide-dispute';
import AccountPage from '../../../src/routes/p/[token]/+page.svelte';
import StatementPage from '../../../src/routes/p/[token]/statement/+page.svelte';
import { useDatabase } from '../../support/database';
import {
	buildContact,
	buildCredit,
	buildCustomer,
	buildDispute,
	buildHold,
	buildInvoice,
	buildPortalLink
} from '../../support/factories';
import { linesOfPdf } from '../../support/pdf-lines';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();

type Door = ReturnType<typeof callerFor>['portal'];
let ours: Company;
let door: Door;

/** Late, and contested, decided in part, promised, said to be paid or paused; and a payment for no invoice. */
beforeAll(async () => {
	({ ours } = await buildWorld());
	const { customer, bill, portal } = await newAccount();
	door = portal;
	await bill(100_000n);
	await buildDispute(ours.inside, await bill(90_000n), { claimedMinor: 30_007n });
	await refuse(
		(await buildDispute(ours.inside, await bill(80_000n), { claimedMinor: 20_009n })).id
	);
	await promise(portal, (await bill(70_001n)).id);
	await say(portal, (await bill(60_000n)).id, 45_003n);
	await buildHold(ours.inside, customer, {
		...{ invoiceId: (await bill(50_000n)).id, kind: 'invoice_copy_sent' },
		untilOn: localDate('2026-03-06')
	});
	await buildCredit(ours.inside, customer, 12_345n);
});

async function newAccount() {
	const customer = await buildCustomer(ours.inside);
	const path = await buildPortalLink(ours.inside, await buildContact(ours.inside, customer));
	const bill = (totalMinor: bigint) =>
		buildInvoice(ours.inside, customer, { totalMinor, dueOn: localDate('2026-02-10') });
	return { customer, bill, portal: callerFor(await portalScopeOf(path)).portal };
}

const refuse = (disputeId: string) =>
	unitOfWork(ours.desk.collector, (unit) =>
		decideDispute(unit, {
			...{ disputeId, verdict: 'partly_valid', outcome: 'credit_partial', acceptedMinor: 5_000n },
			explanation: 'Le bon de livraison est signé.'
		})
	);

const promise = (portal: Door, invoiceId: string) =>
	portal.promises.make({
		...{ invoiceIds: [invoiceId], days: [localDate('2026-03-13')], note: '', language: 'en' },
		idempotencyKey: `promise-${invoiceId}`
	} as never);

const say = (portal: Door, invoiceId: string, amountMinor: bigint) =>
	portal.payments.claim({
		...{ invoiceIds: [invoiceId], paidOn: localDate('2026-03-02'), amountMinor, currency: 'EUR' },
		...{ reference: 'VIR 9', note: '', language: 'en', files: [] },
		idempotencyKey: `claim-${invoiceId}`
	});

const textOf = (html: string) =>
	html
		.replace(/<!--.*?-->|<style.*?<\/style>/gs, '')
		.replace(/<[^>]*>/g, ' ')
		.replace(/[\s\u00a0\u202f]+/g, ' ')
		.trim();

/** What the account page begins with, without its words. */
const headline = (language: Language) =>
	runInLanguage(language, async () => {
		const account = await door.customers.account();
		const data = {
			...{ base: '/p/x', account, view: { q: '' }, customer: { name: 'A', code: 'B' } },
			creditor: { name: 'C' }
		};
		const { body } = render(AccountPage, { props: { data } as never });
		return textOf(/<h1[^>]*>(.*?)<\/h1>/s.exec(body)![1]!);
	});

const sumsOnScreen = (language: Language) =>
	runInLanguage(language, async () => {
		const statement = await door.statement.page();
		const data = { base: '/p/x', creditor: statement.creditor, statement };
		const { body } = render(StatementPage, { props: { data } as never });
		const found = body.matchAll(/<dt[^>]*>(.*?)<\/dt>\s*<dd[^>]*>(.*?)<\/dd>/gs);
		return Object.fromEntries(
			[...found].map(([, label, amount]) => [textOf(label!), textOf(amount!)])
		);
	});

it.each(LANGUAGES)('asks for what the account page asks for, in %s', async (language) => {
	const asked = (await sumsOnScreen(language))[m.statement_asked({}, { locale: language })];
	const amount = { amount: asked! };
	expect(await headline(language)).toBe(m.portal_due_now(amount, { locale: language }));
});

it('says why that is less than what is due', async () => {
	expect(await sumsOnScreen('en')).toMatchObject({
		'Of which due and not disputed': '€4,149.94',
		'– of it promised': '€700.01',
		'– of it reported as paid, being checked': '€450.03',
		'– of it with reminders paused': '€500.00',
		'– of it payable again after a decision': '€150.09',
		'Of which disputed or accepted': '€350.07',
		'Received or credited, not yet allocated': '−€123.45',
		'Asked for now': '€2,226.36'
	});
});

it.each(LANGUAGES)('says it on paper too, in %s', async (language) => {
	const sums = await sumsOnScreen(language);
	const { content } = await runInLanguage(language, () => door.statement.pdf());
	const lines = (await linesOfPdf(content)).map(textOf);
	const asked = m.statement_asked({}, { locale: language });
	expect(lines.filter((line) => line.endsWith(`${asked} ${sums[asked]}`))).toHaveLength(1);
});

it('asks for nothing where all that is late rests, as the account page says', async () => {
	const { bill, portal } = await newAccount();
	await say(portal, (await bill(60_000n)).id, 60_000n);
	const { overdue, overduePaused } = await portal.customers.account();
	const [account] = (await portal.statement.page()).accounts;
	expect([overdue, overduePaused]).toEqual([[], [account!.overdueSaidPaid]]);
	expect(account).toMatchObject({ overdue: { minor: 60_000n }, asked: { minor: 0n } });
});
