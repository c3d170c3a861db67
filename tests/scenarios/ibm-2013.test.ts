import { beforeAll, describe, expect, test } from 'vitest';
import { addDays, daysBetween, localDate, weekday, type LocalDate } from '$lib/domain/calendar';
import type { SystemScope } from '$lib/server/auth/scope';
import { customerByCode } from '$lib/server/customers/queries';
import { unitOfWork } from '$lib/server/db/client';
import type { ImportResult } from '$lib/server/db/schema/imports';
import { deliverySummary } from '$lib/server/delivery/queries';
import { activeClaims } from '$lib/server/disputes/queries';
import { noticesOfCustomer } from '$lib/server/dunning/notice-queries';
import { balancesOf, openInvoices } from '$lib/server/invoices/queries';
import { importText } from '../integration/intake/files';
import { buildOrganisation } from '../support/factories';
import { useStory } from '../support/story';
import {
	byNumber,
	codes,
	contacts,
	knownOn,
	languages,
	ledgerOf,
	lines,
	paidOn,
	wasSeenContested,
	type Line
} from './ibm-ledger';

/**
 * The year 2013 of a real ledger, lived the way its company would: on the first of each month the
 * ledger of the day before is imported, its 2,466 invoices all known by the last one. The engine
 * wakes on Tuesdays and Fridays: the narrowest window of a step is wider than the days between, so
 * none is missed, and every day would be the same story in more than twice the time.
 */
const story = useStory({ timeZone: 'America/New_York' });

interface Sent {
	on: LocalDate;
	to: string;
	language: string;
	chased: string[];
	suspended: string[];
}

describe.skipIf(lines.length === 0)(
	'2013 on a real ledger (skipped where the shared sample is not at hand)',
	() => {
		const sent: Sent[] = [];
		const imports: { on: LocalDate; ledgerDay: LocalDate; result: ImportResult }[] = [];
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
				customersCreated: 100,
				contactsCreated: 100,
				errors: []
			});
			for (let day = localDate('2013-01-01'); day <= '2014-01-01'; day = addDays(day, 1))
				await live(day);
		}, 480_000);

		async function live(day: LocalDate): Promise<void> {
			if (day.endsWith('-01')) await importLedger(day);
			if (![2, 5].includes(weekday(day))) return;
			const before = story.smtp.mails.length;
			await story.day(day);
			for (const mail of story.smtp.mails.slice(before)) {
				const to = /ap@[^>]+/.exec(mail.to)?.[0];
				const language = mail.headers['content-language'] ?? '';
				if (to) sent.push({ on: day, to, language, ...claimsIn(mail.text) });
			}
		}

		async function importLedger(on: LocalDate): Promise<void> {
			story.time(on, 6);
			const ledgerDay = addDays(on, -1);
			imports.push({ on, ledgerDay, result: await importText(company, ledgerOf(ledgerDay)) });
		}

		/** The ledger the company had in its hands that day. */
		const heldOn = (day: LocalDate): LocalDate =>
			imports.findLast((one) => one.on <= day)!.ledgerDay;
		const line = (number: string): Line => byNumber.get(number)!;

		test('every month is imported whole', () => {
			expect(imports).toHaveLength(13);
			expect(imports.flatMap(({ result }) => result.errors)).toEqual([]);
			expect(imports.map(({ result }) => result.rows)).toEqual(
				imports.map(({ ledgerDay }) => knownOn(ledgerDay).length)
			);
			expect(sumOf(({ invoicesCreated }) => invoicesCreated)).toBe(lines.length);
		});

		test('a case is open for each flagged invoice that a ledger showed unpaid, and for no other', async () => {
			const contested = lines.filter((one) => wasSeenContested(one, imports));
			expect(contested.length).toBeGreaterThan(250);
			expect(sumOf(({ disputesOpened }) => disputesOpened)).toBe(contested.length);
			const claims = await unitOfWork(company, activeClaims);
			const numberOf = new Map((await everyInvoice()).map(({ id, number }) => [id, number]));
			expect(claims.map(({ invoiceId }) => numberOf.get(invoiceId)).sort()).toEqual(
				contested.map(({ number }) => number).sort()
			);
		});

		test('each month says why the other flagged invoices get no case', () => {
			expect(imports.map(({ result }) => result.disputesNotOpened)).toEqual(
				imports.map(({ ledgerDay }, month) => {
					const flagged = knownOn(ledgerDay).filter(({ disputed }) => disputed);
					const unpaid = flagged.filter((one) => !paidOn(one, ledgerDay));
					const earlier = unpaid.filter((one) => wasSeenContested(one, imports.slice(0, month)));
					return {
						settled: flagged.length - unpaid.length,
						in_dispute: earlier.length,
						closed: 0
					};
				})
			);
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

		test('everybody is written to in the language of the contacts file', () => {
			expect(new Set(sent.map(({ language }) => language))).toEqual(new Set(['fr', 'en']));
			expect(sent.filter(({ to, language }) => languages.get(to) !== language)).toEqual([]);
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

		test('every invoice of the file is there at the end, with its days and amount', async () => {
			const held = await everyInvoice();
			expect(held).toHaveLength(2466);
			expect(
				held
					.map(({ number, issuedOn, dueOn, totalMinor }) => [number, issuedOn, dueOn, totalMinor])
					.sort()
			).toEqual(
				lines.map(({ number, issuedOn, dueOn, cents }) => [number, issuedOn, dueOn, cents]).sort()
			);
		});

		test('the last ledger imported again changes nothing', async () => {
			const standing = async () => ({
				invoices: await everyInvoice(),
				claims: await unitOfWork(company, activeClaims),
				mails: (await unitOfWork(company, deliverySummary)).counts
			});
			const before = await standing();
			expect(await importText(company, ledgerOf(imports.at(-1)!.ledgerDay))).toMatchObject({
				rows: lines.length,
				customersCreated: 0,
				customersUpdated: 0,
				contactsCreated: 0,
				contactsUpdated: 0,
				invoicesCreated: 0,
				invoicesUpdated: 0,
				invoicesUnchanged: lines.length,
				paymentsRecorded: 0,
				creditNotesCreated: 0,
				disputesOpened: 0,
				absentSettled: 0,
				errors: []
			});
			expect(await standing()).toEqual(before);
		});

		const everyInvoice = () => unitOfWork(company, (unit) => openInvoices(unit, {}));
		const sumOf = (count: (result: ImportResult) => number): number =>
			imports.reduce((sum, { result }) => sum + count(result), 0);

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
