import { beforeAll, describe, expect, test } from 'vitest';
import { asOwner, useDatabase } from '../../support/database';
import {
	buildDispute,
	buildInvoice,
	buildPayment,
	type CustomerRow
} from '../../support/factories';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { bytes } from './files';

useDatabase();

let ours: Company;
let customer: CustomerRow;
const imports = () => callerFor(ours.desk.collector).desk.imports;
const uploaded = async (rows: readonly string[]) => {
	const text = [HEAD, ...rows.map((row) => `${customer.code};${row}`)].join('\n');
	return (await imports().upload({ name: 'litiges.csv', content: bytes(text) })).id;
};
const imported = async (rows: readonly string[]) => {
	const id = await uploaded(rows);
	await imports().confirm({ id });
	return (await imports().show({ id })).result!;
};
const previewed = async (rows: readonly string[]) =>
	(await imports().show({ id: await uploaded(rows) })).preview!;

const HEAD =
	'customer id;invoice number;invoice date;due date;amount;open amount;paid date;disputed';
const row = (number: string, open: string, disputed: 'yes' | 'no', paidOn = '') =>
	`${number};2026-01-22;2026-02-21;100,00;${open};${paidOn};${disputed}`;

/** What the other software says, invoice by invoice, once everything below has happened. */
const FILE = [
	row('FL-new', '100,00', 'yes'),
	row('FL-taken-back', '100,00', 'yes'),
	row('FL-paid-in-file', '0,00', 'yes'),
	row('FL-paid-by-date', '', 'yes', '2026-03-01'),
	row('FL-paid-here', '100,00', 'yes'),
	row('FL-open-case', '100,00', 'yes'),
	row('FL-portal-case', '100,00', 'yes'),
	row('FL-closed-case', '100,00', 'yes'),
	row('FL-calm', '100,00', 'no')
];

beforeAll(async () => {
	const world = await buildWorld();
	ours = world.ours;
	customer = ours.account.customer;
	await imported([
		row('FL-open-case', '100,00', 'yes'),
		row('FL-closed-case', '100,00', 'yes'),
		row('FL-taken-back', '0,00', 'no')
	]);
	await asOwner(
		`update dispute set status = 'resolved' where idempotency_key =
			(select 'import-' || id from invoice where number = 'FL-closed-case')`
	);
	const here = { issuedOn: ours.account.overdue.issuedOn, totalMinor: 10_000n };
	await buildPayment(
		ours.inside,
		await buildInvoice(ours.inside, customer, { number: 'FL-paid-here', ...here })
	);
	await buildDispute(
		ours.inside,
		await buildInvoice(ours.inside, customer, { number: 'FL-portal-case', ...here }),
		{ claimedMinor: 4_000n }
	);
	// What another company has under the same number says nothing about ours.
	const theirs = await buildInvoice(world.other.inside, world.other.account.customer, {
		number: 'FL-new'
	});
	await buildDispute(world.other.inside, theirs, { claimedMinor: 100n });
});

describe('invoices that a file marks as disputed', () => {
	const expected = { opens: 2, settled: 3, in_dispute: 2, closed: 1 };

	test('the preview says how many cases will be opened, and why the others will not', async () => {
		const { flags, rows } = await previewed(FILE);
		expect(flags).toEqual(expected);
		expect(Object.fromEntries(rows.map(({ invoice, flag }) => [invoice!.number, flag]))).toEqual({
			'FL-new': 'opens',
			'FL-taken-back': 'opens',
			'FL-paid-in-file': 'settled',
			'FL-paid-by-date': 'settled',
			'FL-paid-here': 'settled',
			'FL-open-case': 'in_dispute',
			'FL-portal-case': 'in_dispute',
			'FL-closed-case': 'closed',
			'FL-calm': null
		});
	});

	test('the preview opens none of them', async () => {
		const disputes = () => asOwner("select id from dispute where source = 'import' order by id");
		const before = await disputes();
		await previewed(FILE);
		expect(await disputes()).toEqual(before);
	});

	test('the import keeps what the preview said', async () => {
		const { opens, ...others } = expected;
		expect(await imported(FILE)).toMatchObject({
			disputesOpened: opens,
			disputesNotOpened: others,
			badCount: 0
		});
	});

	test('the same file again opens none: those it opened are open', async () => {
		const again = { settled: 3, in_dispute: 4, closed: 1 };
		expect((await previewed(FILE)).flags).toEqual({ opens: 0, ...again });
		expect(await imported(FILE)).toMatchObject({ disputesOpened: 0, disputesNotOpened: again });
	});

	test('a file that marks none says so, and one that is not understood yet too', async () => {
		const none = { opens: 0, settled: 0, in_dispute: 0, closed: 0 };
		expect((await previewed([row('FL-calm', '100,00', 'no')])).flags).toEqual(none);
		const { id } = await imports().upload({
			name: 'x.csv',
			content: bytes('Client;Montant\nA;1\n')
		});
		expect((await imports().show({ id })).preview!.flags).toEqual(none);
	});
});
