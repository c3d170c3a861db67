import { unzipSync, strFromU8 } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { LANGUAGES } from '$lib/i18n/language';
import { m } from '$lib/i18n/paraglide/messages';
import { runInLanguage } from '$lib/i18n/run-in';
import { asOwner, useDatabase } from '../../support/database';
import {
	buildContact,
	buildCredit,
	buildCustomer,
	buildInvoice,
	buildPortalLink
} from '../../support/factories';
import { canReadPdf, pagesOf } from '../../support/read-pdf';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();

let ours: Company;
let other: Company;

beforeAll(async () => {
	({ ours, other } = await buildWorld());
});

const doorOf = async (path: string) => callerFor(await portalScopeOf(path)).portal.statement;

async function freshAccount() {
	const customer = await buildCustomer(ours.inside);
	const path = await buildPortalLink(ours.inside, await buildContact(ours.inside, customer));
	return { customer, door: await doorOf(path) };
}

describe('the statement', () => {
	it('says what is open, contested and due, per currency, and never adds two', async () => {
		const { customer, door } = await freshAccount();
		await buildInvoice(ours.inside, customer, { totalMinor: 90_000n });
		await buildInvoice(ours.inside, customer, { totalMinor: 70_000n, currency: 'GBP' });
		await buildCredit(ours.inside, customer, 10_000n);
		const { accounts } = await door.page();
		expect(
			accounts.map(({ currency, open, credit, balance }) => [
				...[currency, open.minor, credit.minor, balance.minor]
			])
		).toEqual([
			['EUR', 90_000n, 10_000n, 80_000n],
			['GBP', 70_000n, 0n, 70_000n]
		]);
	});

	it('names the cases that are open and nothing of another customer', async () => {
		const door = await doorOf(ours.neighbour.portalPath);
		const told = await door.page();
		expect(told.cases).toMatchObject([
			{ invoices: ['M2-contested'], claimed: [{ minor: 20_000n, currency: 'EUR' }] }
		]);
		const numbers = told.accounts.flatMap(({ items }) => items.map(({ number }) => number));
		expect(numbers).toEqual(['M2-overdue', 'M2-contested', 'M2-soon']);
	});

	it('is of the link’s own organisation', async () => {
		const door = await doorOf(other.account.portalPath);
		const told = await door.page();
		expect(told.creditor.name).not.toBe('Menuiserie Dupont');
		expect(JSON.stringify(told.accounts, big)).not.toMatch(/M1-|M2-/);
	});

	it('tells no colleague, no limit and no note', async () => {
		const told = await (await doorOf(ours.account.portalPath)).page();
		expect(Object.keys(told).sort()).toEqual([
			...['accounts', 'cases', 'creditor', 'customer', 'now', 'promises', 'said'],
			...['timeZone', 'today']
		]);
		expect(Object.keys(told.cases[0] ?? {}).sort()).toEqual(
			told.cases.length
				? [
						'answerDueOn',
						'claimed',
						'invoices',
						'isMissed',
						'labels',
						'openedOn',
						'reference',
						'status'
					]
				: []
		);
	});
});

/** Promised whole, and part of it said to be paid meanwhile. */
async function promisedAndSaid() {
	const customer = await buildCustomer(ours.inside);
	const path = await buildPortalLink(ours.inside, await buildContact(ours.inside, customer));
	const invoice = await buildInvoice(ours.inside, customer, { totalMinor: 100_000n });
	const { portal } = callerFor(await portalScopeOf(path));
	await portal.promises.make({
		...{ invoiceIds: [invoice.id], days: [localDate('2026-03-13')], note: '', language: 'en' },
		idempotencyKey: `promise-${invoice.id}`
	});
	await portal.payments.claim({
		...{ invoiceIds: [invoice.id], paidOn: localDate('2026-03-02'), amountMinor: 40_000n },
		...{ currency: 'EUR', reference: 'VIR 77', note: '', language: 'en', files: [] },
		idempotencyKey: `claim-${invoice.id}`
	});
	return { invoice, door: portal.statement };
}

describe('what was said to be paid', () => {
	it('stands beside the promises', async () => {
		const { door, invoice } = await promisedAndSaid();
		const { promises, said } = await door.page();
		expect(promises).toMatchObject([{ number: invoice.number }]);
		expect(said).toEqual([
			{
				numbers: [invoice.number],
				paidOn: '2026-03-02',
				amount: { minor: 40_000n, currency: 'EUR' },
				isFound: false
			}
		]);
	});

	it.runIf(canReadPdf)('is on paper', async () => {
		const { door } = await promisedAndSaid();
		const { content } = await runInLanguage('en', () => door.pdf());
		expect(pagesOf(content).join()).toMatch(
			/Payments you reported[\s\S]*2 Mar 2026[\s\S]*€400\.00/
		);
	});

	it.each(LANGUAGES)('is a sheet of its own, in %s', async (language) => {
		const { door } = await promisedAndSaid();
		// A spreadsheet refuses a name of more than 31 signs.
		const { content } = await runInLanguage(language, () => door.xlsx());
		const words = Object.entries(unzipSync(content))
			.filter(([name]) => name.endsWith('.xml'))
			.map(([, bytes]) => strFromU8(bytes))
			.join('');
		expect(words).toContain(m.statement_said({}, { locale: language }));
	});

	it('of a whole invoice is where it stands', async () => {
		const customer = await buildCustomer(ours.inside);
		const path = await buildPortalLink(ours.inside, await buildContact(ours.inside, customer));
		const invoice = await buildInvoice(ours.inside, customer, { totalMinor: 100_000n });
		const { portal } = callerFor(await portalScopeOf(path));
		await portal.payments.claim({
			...{ invoiceIds: [invoice.id], paidOn: localDate('2026-03-02'), amountMinor: 100_000n },
			...{ currency: 'EUR', reference: 'VIR 78', note: '', language: 'en', files: [] },
			idempotencyKey: `claim-${invoice.id}`
		});
		const [account] = (await portal.statement.page()).accounts;
		expect(account!.items).toMatchObject([{ saidPaidMinor: 100_000n }]);
	});
});

const paidTo = (iban: string) =>
	asOwner('update organisation set iban = $1 where id = $2', [iban, ours.inside.organisationId]);
const BRITISH = ['Sort code', '60-16-13', 'Account number', '31926819'];

const big = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value);

describe('on paper', () => {
	it.runIf(canReadPdf)(
		'runs over as many pages as it needs, with its heading on each',
		async () => {
			const { customer, door } = await freshAccount();
			await asOwner(`update organisation set iban = 'FR7639999004170006251834048'`);
			for (let n = 0; n < 75; n++)
				await buildInvoice(ours.inside, customer, { number: `LONG-${String(n).padStart(3, '0')}` });
			const { content, mime } = await runInLanguage('en', () => door.pdf());
			expect(mime).toBe('application/pdf');
			const pages = pagesOf(content);
			expect(pages.length).toBeGreaterThan(2);
			const all = pages.join('\n');
			for (let n = 0; n < 75; n++) expect(all).toContain(`LONG-${String(n).padStart(3, '0')}`);
			for (const page of pages.filter((text) => text.includes('LONG-')))
				expect(page).toContain('Due date');
			// Where to pay stands on the page of the sum, and the sum is said once.
			const ends = pages.filter((text) => text.includes('€75,000.00'));
			expect(ends).toHaveLength(1);
			expect(ends[0]).not.toContain('Balance');
			expect(ends[0]).toContain('IBAN');
			expect(all).toContain(`page 1 of ${pages.length}`);
		}
	);

	it.runIf(canReadPdf)('names a British account as a bank there asks for it', async () => {
		const { customer, door } = await freshAccount();
		await buildInvoice(ours.inside, customer);
		await paidTo('GB29NWBK60161331926819');
		const { content } = await runInLanguage('en', () => door.pdf());
		const all = pagesOf(content).join('\n');
		for (const said of BRITISH) expect(all).toContain(said);
		await paidTo('FR7639999004170006251834048');
		const french = await runInLanguage('en', () => door.pdf());
		expect(pagesOf(french.content).join('\n')).not.toContain('Sort code');
	});

	it.runIf(canReadPdf)('says so when nothing is open', async () => {
		const { door } = await freshAccount();
		const { content } = await runInLanguage('fr', () => door.pdf());
		expect(pagesOf(content).join()).toContain('Rien n’est ouvert');
	});
});

describe('for a spreadsheet', () => {
	const sheetIn = async (path: (name: string) => boolean, content: Uint8Array) =>
		Object.entries(unzipSync(content))
			.filter(([name]) => path(name))
			.map(([, bytes]) => strFromU8(bytes))
			.join('');

	it('holds real days and numbers under a heading that stays', async () => {
		const { customer, door } = await freshAccount();
		await buildInvoice(ours.inside, customer, {
			number: '=1+1',
			totalMinor: 123_456n,
			dueOn: localDate('2026-02-21')
		});
		const { content, name } = await runInLanguage('en', () => door.xlsx());
		expect(name).toMatch(/^statement-.+-\d{4}-\d{2}-\d{2}\.xlsx$/);
		const sheet = await sheetIn((file) => /worksheets\/sheet1\.xml$/.test(file), content);
		expect(sheet).toContain('<v>1234.56</v>');
		// 21 February 2026, counted in days since 1900.
		expect(sheet).toContain('<v>46074</v>');
		expect(sheet).toContain('state="frozen"');
	});

	it('says whose account it is, of which moment, and where to pay', async () => {
		const { customer, door } = await freshAccount();
		const words = async (iban: string) => {
			await paidTo(iban);
			const { content } = await runInLanguage('en', () => door.xlsx());
			return sheetIn((file) => file.endsWith('.xml'), content);
		};
		const french = await words('FR7630006000011234567890189');
		for (const said of [customer.name, `Account ${customer.code}`, 'IBAN', 'This statement'])
			expect(french).toContain(said);
		expect(french).not.toContain('Sort code');
		const british = await words('GB29NWBK60161331926819');
		for (const said of BRITISH) expect(british).toContain(said);
	});

	it('never holds a formula, whatever an invoice is called', async () => {
		const { customer, door } = await freshAccount();
		await buildInvoice(ours.inside, customer, { number: '=HYPERLINK("http://evil.test")' });
		const { content } = await door.xlsx();
		const words = await sheetIn((file) => file.endsWith('.xml'), content);
		expect(words).not.toContain('<f>');
		expect(words).toMatch(/(?:&apos;|'|&#39;)=HYPERLINK/);
	});
});
