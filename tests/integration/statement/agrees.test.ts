import { strFromU8, unzipSync } from 'fflate';
import { render } from 'svelte/server';
import { beforeAll, describe, expect, it } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { runInLanguage } from '$lib/i18n/run-in';
import StatementPage from '../../../src/routes/p/[token]/statement/+page.svelte';
import { useDatabase } from '../../support/database';
import {
	buildContact,
	buildCredit,
	buildCustomer,
	buildDispute,
	buildInvoice,
	buildPayment,
	buildPortalLink
} from '../../support/factories';
import { linesOfPdf } from '../../support/pdf-lines';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld } from '../../support/world';

useDatabase();

type Door = ReturnType<typeof callerFor>['portal'];
let door: Door;
let page: ReturnType<typeof readPage>;

/** Two currencies; paid in part, late, contested in part and in whole, promised, said to be paid, and money for no invoice. */
beforeAll(async () => {
	const { ours } = await buildWorld();
	const customer = await buildCustomer(ours.inside);
	const contact = await buildContact(ours.inside, customer);
	door = callerFor(await portalScopeOf(await buildPortalLink(ours.inside, contact))).portal;
	const bill = (number: string, totalMinor: bigint, dueOn: string, currency = 'EUR') =>
		buildInvoice(ours.inside, customer, {
			...{ number, totalMinor, currency, dueOn: localDate(dueOn) }
		});
	const late = await bill('A-1', 123_456n, '2026-02-10');
	await buildPayment(ours.inside, late, 23_456n);
	const partly = await bill('A-2', 80_000n, '2026-02-20');
	await buildDispute(ours.inside, partly, { claimedMinor: 20_005n });
	await buildDispute(ours.inside, await bill('A-3', 9_999n, '2026-03-20'));
	const promised = await bill('A-4', 50_000n, '2026-03-25');
	await bill('A-5', 70_000n, '2026-03-01', 'GBP');
	await buildCredit(ours.inside, customer, 12_345n);
	const common = { invoiceIds: [promised.id], note: '', language: 'en' as const };
	await door.promises.make({
		...{ ...common, days: [localDate('2026-03-13')], idempotencyKey: 'promised here' }
	} as never);
	await door.payments.claim({
		...{ ...common, invoiceIds: [late.id], paidOn: localDate('2026-03-02'), amountMinor: 30_000n },
		...{ currency: 'EUR', reference: 'VIR 9', files: [], idempotencyKey: 'said to be paid here' }
	});
	page = await runInLanguage('en', async () => {
		const statement = await door.statement.page();
		const data = { base: '/p/x', creditor: statement.creditor, statement };
		return readPage(render(StatementPage, { props: { data } as never }).body);
	});
});

/** What a person reads of it: rows of the invoices, and the sums below them, one set per currency. */
function readPage(html: string) {
	const plain = html.replace(/<!--.*?-->/gs, '');
	const cell = (row: string, label: string) =>
		textOf(new RegExp(`<td data-label="${label}"[^>]*>(.*?)</td>`, 's').exec(row)?.[1] ?? '');
	const accounts = plain
		.split('<section')
		.filter((part) => /<h2[^>]*>Open invoices in/.test(part))
		.map((part) => ({
			invoices: [...part.matchAll(/<tr[^>]*>(?:(?!<\/tr>).)*<td.*?<\/tr>/gs)].map(([row]) => ({
				number: cell(row, 'Invoice'),
				total: cell(row, 'Amount'),
				open: cell(row, 'Still open'),
				standing: cell(row, 'Standing')
			})),
			sums: [...part.matchAll(/<dt[^>]*>(.*?)<\/dt>\s*<dd[^>]*>(.*?)<\/dd>/gs)].map(
				([, label, amount]) => [textOf(label!), textOf(amount!)] as [string, string]
			)
		}));
	return { accounts };
}
const textOf = (html: string) =>
	html
		.replace(/<[^>]*>/g, '')
		.replace(/\s+/g, ' ')
		.trim();
/** −€1,234.56 → -1234.56 */
const numberIn = (words: string) => Number(words.replace('−', '-').replace(/[^\d.-]/g, ''));

it('the page itself adds up', () => {
	expect(page.accounts.map(({ sums }) => sums)).toEqual([
		[
			['Still open', '€2,399.99'],
			['Of which due and not disputed', '€1,599.95'],
			['– of it reported as paid, being checked', '€300.00'],
			['Of which disputed or accepted', '€300.04'],
			['Received or credited, not yet allocated', '−€123.45'],
			['Balance', '€2,276.54'],
			['Asked for now', '€1,176.50']
		],
		[
			['Still open', '£700.00'],
			['Of which due and not disputed', '£700.00']
		]
	]);
	for (const { invoices, sums } of page.accounts) {
		const added = invoices.reduce((sum, { open }) => sum + numberIn(open) * 100, 0);
		expect(Math.round(added)).toBe(Math.round(numberIn(sums[0]![1]) * 100));
	}
});

it('says beside an invoice what was received for it', async () => {
	const [late] = page.accounts[0]!.invoices;
	expect(late).toMatchObject({ number: 'A-1', total: '€1,234.56', open: '€1,000.00' });
	expect(late!.standing).toContain('; €234.56 already paid or credited');
	const { content } = await runInLanguage('en', () => door.statement.pdf());
	expect((await linesOfPdf(content)).join(' ')).toMatch(/€234\.56 already/);
});

describe('on paper', () => {
	it('stands what the page says, figure for figure', async () => {
		const { content } = await runInLanguage('en', () => door.statement.pdf());
		const lines = await linesOfPdf(content);
		for (const { invoices, sums } of page.accounts) {
			for (const { number, total, open } of invoices) {
				const row = lines.find((line) => line.startsWith(`${number} `));
				expect(row).toMatch(new RegExp(`${escaped(total)} ${escaped(open)}$`));
			}
			for (const [label, amount] of sums)
				expect(lines.filter((line) => line.endsWith(`${label} ${amount}`))).toHaveLength(1);
		}
	});
	const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
});

describe('in a spreadsheet', () => {
	it('stands what the page says, as numbers that add up', async () => {
		const { content } = await runInLanguage('en', () => door.statement.xlsx());
		const [invoices, balances] = sheetsIn(content) as [Cells, Cells];
		const shown = page.accounts.flatMap((account) => account.invoices);
		expect(invoices.slice(1).map((row) => [row[0], row[4], row[6]])).toEqual(
			shown.map(({ number, total, open }) => [number, numberIn(total), numberIn(open)])
		);
		for (const row of invoices.slice(1))
			expect(Math.round(100 * ((row[4] as number) - (row[5] as number)))).toBe(
				Math.round(100 * (row[6] as number))
			);
		expect(invoices.find(([number]) => number === 'A-1')![5]).toBe(234.56);
		const [heading, ...rows] = balances;
		expect(rows.map(([currency]) => currency)).toEqual(['EUR', 'GBP']);
		for (const [at, { sums }] of page.accounts.entries()) {
			const row = Object.fromEntries(heading!.map((name, column) => [name, rows[at]![column]]));
			for (const [label, amount] of sums)
				expect([label, Math.abs(row[label] as number)]).toEqual([
					label,
					Math.abs(numberIn(amount))
				]);
			const own = invoices.slice(1).filter((cells) => cells[3] === rows[at]![0]);
			const sum = (column: number) =>
				Math.round(own.reduce((added, cells) => added + (cells[column] as number) * 100, 0));
			expect([sum(6), sum(7)]).toEqual(
				['Still open', 'Of which disputed or accepted'].map((name) =>
					Math.round((row[name] as number) * 100)
				)
			);
		}
	});
});

type Cells = (string | number | null)[][];

/** Rows of each sheet: what a spreadsheet shows in its cells. */
function sheetsIn(content: Uint8Array): Cells[] {
	const files = unzipSync(content);
	const strings = [
		...strFromU8(files['xl/sharedStrings.xml'] ?? new Uint8Array()).matchAll(/<si>(.*?)<\/si>/gs)
	].map(([, text]) => textOf(text!));
	return Object.keys(files)
		.filter((name) => /worksheets\/sheet\d+\.xml$/.test(name))
		.sort()
		.map((name) => rowsIn(strFromU8(files[name]!), strings));
}

const rowsIn = (sheet: string, strings: readonly string[]): Cells =>
	[...sheet.matchAll(/<row[^>]*>(.*?)<\/row>/gs)].map(([, row]) =>
		[...row!.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)].map(([, attributes, inside = '']) => {
			const value = /<v>(.*?)<\/v>/.exec(inside)?.[1];
			if (value === undefined) return textOf(inside) || null;
			return /t="s"/.test(attributes!) ? strings[Number(value)]! : Number(value);
		})
	);
