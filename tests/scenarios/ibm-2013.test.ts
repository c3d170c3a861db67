import fs from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { addDays, daysBetween, localDate, weekday, type LocalDate } from '$lib/domain/calendar';
import { readDate } from '$lib/domain/intake/dates';
import type { SystemScope } from '$lib/server/auth/scope';
import { customerByCode } from '$lib/server/customers/queries';
import { unitOfWork } from '$lib/server/db/client';
import { noticesOfCustomer } from '$lib/server/dunning/notice-queries';
import { balancesOf } from '$lib/server/invoices/queries';
import { IBM, importText, sharedFile } from '../integration/intake/files';
import { buildOrganisation } from '../support/factories';
import { useStory } from '../support/story';

/**
 * The year 2013 of a real ledger, lived the way its company would: on the first of each month the
 * ledger of the day before is imported, twice a week the engine wakes.
 */
const story = useStory('America/New_York');

const ledger = sharedFile(IBM);
const CONTACTS = new URL('./ibm-contacts.csv', import.meta.url);

interface Line {
	code: string;
	number: string;
	issuedOn: LocalDate;
	dueOn: LocalDate;
	settledOn: LocalDate;
	disputed: boolean;
	cents: bigint;
	cells: string[];
}
interface Sent {
	on: LocalDate;
	to: string;
	chased: string[];
	suspended: string[];
}

const SETTLED = 8;
const [header = '', ...rows] = ledger ? new TextDecoder().decode(ledger).trim().split(/\r?\n/) : [];
const contacts = fs.readFileSync(CONTACTS, 'utf8');
const codes = contacts
	.trim()
	.split('\n')
	.slice(1)
	.map((line) => line.split(',')[0]!);
const lines: Line[] = rows
	.map((row) => row.split(','))
	.filter((cells) => codes.includes(cells[1]!))
	.map(lineOf);

function lineOf(cells: string[]): Line {
	const [
		,
		code = '',
		,
		number = '',
		issued = '',
		due = '',
		amount = '',
		disputed = '',
		settled = ''
	] = cells;
	const day = (text: string) => readDate(text, 'mdy')!;
	return {
		code,
		number,
		issuedOn: day(issued),
		dueOn: day(due),
		settledOn: day(settled),
		disputed: disputed === 'Yes',
		cents: BigInt(Math.round(Number(amount) * 100)),
		cells
	};
}

const knownOn = (day: LocalDate) => lines.filter((line) => line.issuedOn <= day);
const paidOn = (line: Line, day: LocalDate) => line.settledOn <= day;

/** The ledger as it stood that evening: later invoices are not in it, later payments not yet made. */
const ledgerOf = (day: LocalDate): string =>
	[
		header,
		...knownOn(day).map((line) =>
			line.cells.map((cell, i) => (i === SETTLED && !paidOn(line, day) ? '' : cell)).join(',')
		)
	].join('\n');

describe.skipIf(!ledger)(
	'2013 on a real ledger (skipped where the shared sample is not at hand)',
	() => {
		const sent: Sent[] = [];
		const imports: { on: LocalDate; ledgerDay: LocalDate; disputesOpened: number; bad: number }[] =
			[];
		let company: SystemScope;

		beforeAll(async () => {
			company = await buildOrganisation({
				slug: 'watson',
				name: 'Watson Supplies',
				timeZone: 'America/New_York',
				country: 'US',
				language: 'en',
				currency: 'USD'
			});
			story.time('2013-01-01');
			expect(await importText(company, contacts)).toMatchObject({
				customersCreated: 30,
				contactsCreated: 30,
				errors: []
			});
			for (let day = localDate('2013-01-01'); day <= '2013-12-31'; day = addDays(day, 1))
				await live(day);
		}, 240_000);

		async function live(day: LocalDate): Promise<void> {
			if (day.endsWith('-01')) await importLedger(day);
			if (![2, 5].includes(weekday(day))) return;
			const before = story.smtp.mails.length;
			await story.day(day);
			for (const mail of story.smtp.mails.slice(before)) {
				const to = /ap@[^>]+/.exec(mail.to)?.[0];
				if (to) sent.push({ on: day, to, ...claimsIn(mail.text) });
			}
		}

		async function importLedger(on: LocalDate): Promise<void> {
			story.time(on, 6);
			const ledgerDay = addDays(on, -1);
			const { disputesOpened, errors } = await importText(company, ledgerOf(ledgerDay));
			imports.push({ on, ledgerDay, disputesOpened, bad: errors.length });
		}

		/** The ledger the company had in its hands that day. */
		const heldOn = (day: LocalDate): LocalDate =>
			imports.findLast((one) => one.on <= day)!.ledgerDay;
		const line = (number: string): Line => lines.find((one) => one.number === number)!;

		test('every month is imported whole, and disputes are found in it', () => {
			expect(imports).toHaveLength(12);
			expect(imports.reduce((sum, one) => sum + one.bad, 0)).toBe(0);
			expect(imports.reduce((sum, one) => sum + one.disputesOpened, 0)).toBeGreaterThan(20);
		});

		test('mails leave all year, and speak of disputes as suspended', () => {
			expect(new Set(sent.map(({ on }) => on.slice(0, 7))).size).toBe(12);
			expect(sent.flatMap(({ chased }) => chased).length).toBeGreaterThan(100);
			expect(sent.flatMap(({ suspended }) => suspended).length).toBeGreaterThan(0);
		});

		test('nobody is chased for an invoice that was paid or disputed in the ledger of the day', () => {
			const wrong = sent.flatMap(({ on, chased }) =>
				chased
					.filter((number) => line(number).disputed || paidOn(line(number), heldOn(on)))
					.map((number) => [on, number])
			);
			expect(wrong).toEqual([]);
		});

		test('nobody is asked for what another customer owes', () => {
			const wrong = sent.filter(({ to, chased, suspended }) =>
				[...chased, ...suspended].some(
					(number) => `ap@${line(number).code.toLowerCase()}.test` !== to
				)
			);
			expect(wrong).toEqual([]);
		});

		test('a preventive notice leaves fifteen to five days before the due date', async () => {
			const ahead = (await noticesOf())
				.filter(({ stepKey }) => stepKey === 'preventive')
				.map(({ plannedOn, content }) => daysBetween(plannedOn, line(content!.leaderNumber).dueOn));
			expect(ahead.length).toBeGreaterThan(20);
			expect(ahead.filter((days) => days < 5 || days > 15)).toEqual([]);
		});

		test('each step about an invoice is taken once, and a customer hears once a day', async () => {
			const steps = (await noticesOf()).map(
				({ customerCode, stepKey, content }) =>
					`${customerCode} ${content!.leaderNumber} ${stepKey}`
			);
			expect(steps).toHaveLength(new Set(steps).size);
			const days = sent.map(({ on, to }) => `${on} ${to}`);
			expect(days).toHaveLength(new Set(days).size);
		});

		test('what is open at the end is what the last ledger says', async () => {
			const { ledgerDay } = imports.at(-1)!;
			const open = knownOn(ledgerDay)
				.filter((one) => !paidOn(one, ledgerDay))
				.reduce((sum, one) => sum + one.cents, 0n);
			const balances = await unitOfWork(company, balancesOf);
			expect(balances.reduce((sum, one) => sum + one.openMinor, 0n)).toBe(open);
		});

		const noticesOf = async () =>
			(
				await Promise.all(
					codes.map((code) =>
						unitOfWork(company, async (unit) =>
							noticesOfCustomer(unit, (await customerByCode(unit, code)).id)
						)
					)
				)
			)
				.flat()
				.filter(({ status, content }) => status === 'sent' && content);
	}
);

/** An invoice that is claimed has its amount beside it; one in dispute only says so. */
function claimsIn(text: string): Pick<Sent, 'chased' | 'suspended'> {
	const items = [...text.matchAll(/^- (\d{10}) · (.*)$/gm)];
	const claimed = (rest: string | undefined) => /\$/.test(rest ?? '');
	return {
		chased: items.filter(([, , rest]) => claimed(rest)).map(([, number]) => number!),
		suspended: items.filter(([, , rest]) => !claimed(rest)).map(([, number]) => number!)
	};
}
