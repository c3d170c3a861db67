import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { localDate } from '$lib/domain/calendar';
import type { PortalScope } from '$lib/server/auth/scope';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { claimsOver } from '$lib/server/disputes/claims-over';
import { claimsAsOf } from '$lib/server/disputes/past-facts';
import { activeClaims } from '$lib/server/disputes/queries';
import { disputeRowsAsOf } from '$lib/server/disputes/report-queries';
import { suspensionsOf } from '$lib/server/disputes/suspensions';
import { asAppError } from '$lib/server/trpc/errors';
import { asOwner, useDatabase } from '../../support/database';
import {
	buildAssignment,
	buildContact,
	buildCustomer,
	buildInvoice,
	buildInvoiceLine,
	buildPayment,
	buildPortalLink,
	buildResolverLink,
	type InvoiceRow
} from '../../support/factories';
import { hold } from '../../support/hold';
import { callerFor, portalScopeOf, resolverScopeOf } from '../../support/scopes';
import { untilSomebodyWaits } from '../../support/waiting';
import { buildWorld, type Company } from '../../support/world';
import { auditOf, mailsAbout, putInStatus } from './traces';

useDatabase();
let ours: Company;
let other: Company;
let holder: PortalScope;
let first: InvoiceRow;
let second: InvoiceRow;
let about: { disputeId: string; reference: string };

const DAY_ONE = new Date('2026-03-03T09:00:00Z');
const DAY_TWO = new Date('2026-03-05T09:00:00Z');
const DAY_THREE = new Date('2026-03-09T09:00:00Z');

beforeEach(async () => {
	setClock(DAY_ONE);
	if (!ours) ({ ours, other } = await buildWorld());
	const customer = await buildCustomer(ours.inside, {});
	const contact = await buildContact(ours.inside, customer, { name: 'Ana Petit' });
	holder = await portalScopeOf(await buildPortalLink(ours.inside, contact));
	first = await buildInvoice(ours.inside, customer);
	second = await buildInvoice(ours.inside, customer);
	about = await portal().open({ ...said([claim(first, 20_000n)]), language: 'fr' });
});

const portal = () => callerFor(holder).portal.disputes;
const desk = () => callerFor(ours.desk.collector).desk.disputes;
const claim = (invoice: InvoiceRow, claimedMinor?: bigint) => ({
	invoiceId: invoice.id,
	...(claimedMinor !== undefined && { claimedMinor })
});
const said = (items: { invoiceId: string; claimedMinor?: bigint }[], fields = {}) => ({
	items,
	reasonCode: 'price_unit',
	requestedOutcome: 'CNP' as const,
	explanation: 'Le prix convenu était de 90 euros.',
	idempotencyKey: `key-${uuidv7()}`,
	...fields
});
const amend = (items: { invoiceId: string; claimedMinor?: bigint }[], fields = {}) =>
	portal().amend({ ...said(items, fields), reference: about.reference });
const refusal = async (work: Promise<unknown>) =>
	work.then(
		() => null,
		(thrown) => asAppError(thrown).code
	);
const inside = <T>(work: Parameters<typeof unitOfWork<typeof ours.inside, T>>[1]) =>
	unitOfWork(ours.inside, work);
const rowsOf = () =>
	asOwner<{ invoice_id: string; claimed_minor: string; live: boolean }>(
		'select invoice_id, claimed_minor, replaced_at is null as live from dispute_item where dispute_id = $1 order by id',
		[about.disputeId]
	);
const claimsNow = async () =>
	(await inside((unit) => activeClaims(unit, { customerId: holder.customerId }))).map(
		({ invoiceId, claimedMinor }) => [invoiceId, claimedMinor]
	);
const versionSeen = async () => (await portal().show({ reference: about.reference })).version;

describe('a case nobody works on', () => {
	test('claims what its customer says now; what is said again stays, what is not keeps its row', async () => {
		await amend([claim(first, 20_000n), claim(second, 5_000n)]);
		await amend([claim(first, 12_000n), claim(second, 5_000n)]);
		expect(await rowsOf()).toEqual([
			{ invoice_id: first.id, claimed_minor: '20000', live: false },
			{ invoice_id: second.id, claimed_minor: '5000', live: true },
			{ invoice_id: first.id, claimed_minor: '12000', live: true }
		]);
		expect((await claimsNow()).sort()).toEqual(
			[
				[first.id, 12_000n],
				[second.id, 5_000n]
			].sort()
		);
		expect((await portal().show({ reference: about.reference })).claimed.minor).toBe(17_000n);
		const page = await desk().page({ reference: about.reference });
		expect(page.claimed.minor).toBe(17_000n);
		expect(page.items.map(({ claimedMinor }) => claimedMinor).sort()).toEqual([12_000n, 5_000n]);
		const queue = await desk().queue({ q: about.reference });
		expect(queue.rows).toMatchObject([{ claimedMinor: 17_000n }]);
	});

	test('keeps who changed what and when, for staff to read with before and after', async () => {
		setClock(DAY_TWO);
		await amend([claim(first, 12_000n)], { explanation: 'Deux cartons seulement.' });
		const { amendments } = await desk().page({ reference: about.reference });
		expect(amendments).toMatchObject([
			{
				byName: 'Ana Petit',
				at: expect.any(Date),
				before: {
					explanation: 'Le prix convenu était de 90 euros.',
					items: [{ claimedMinor: '20000' }]
				},
				after: { explanation: 'Deux cartons seulement.', items: [{ claimedMinor: '12000' }] }
			}
		]);
		expect(amendments[0]!.at.toISOString()).toContain('2026-03-05T09:00');
		expect(await auditOf(about.disputeId)).toEqual(['dispute.opened', 'dispute.amended']);
	});

	test('is told to everybody who follows it and to staff, once', async () => {
		await desk().follow({
			disputeId: about.disputeId,
			name: 'Luc',
			email: 'luc@elsewhere.test',
			language: 'en'
		});
		const before = (await mailsAbout(about.disputeId)).length;
		const key = { idempotencyKey: `key-${uuidv7()}` };
		await amend([claim(first, 12_000n)], key);
		await amend([claim(first, 12_000n)], key);
		const mails = (await mailsAbout(about.disputeId)).slice(before);
		expect(mails.map(({ mail, to_email, facts }) => [mail, to_email, facts.event])).toEqual([
			['dispute-update', holder.holder.email, 'amended'],
			['dispute-update', 'luc@elsewhere.test', 'amended'],
			['staff-alert', 'compta@menuiserie.test', 'dispute_amended']
		]);
		expect(mails[2]!.facts.text).toMatch(/200,00.€ → 120,00.€/);
	});

	test('nothing different changes nothing and tells nobody', async () => {
		const mails = await mailsAbout(about.disputeId);
		expect(await amend([claim(first, 20_000n)])).toBe(false);
		expect(await rowsOf()).toHaveLength(1);
		expect(await mailsAbout(about.disputeId)).toEqual(mails);
		expect(await auditOf(about.disputeId)).toEqual(['dispute.opened']);
	});

	test('another reason goes to its team with its own time from today; the same reason keeps its day', async () => {
		const { answerDueOn } = await portal()
			.show({ reference: about.reference })
			.then((found) => found.tracker);
		setClock(DAY_TWO);
		await amend([claim(first, 20_000n)], { explanation: 'Autre chose.' });
		expect((await portal().show({ reference: about.reference })).tracker.answerDueOn).toBe(
			answerDueOn
		);
		await amend([claim(first, 20_000n)], { reasonCode: 'quantity_short' });
		const page = await desk().page({ reference: about.reference });
		const [reason] = await asOwner<{ team: string; deadline_days: number }>(
			`select team, deadline_days from reason where organisation_id = $1 and code = 'quantity_short'`,
			[ours.inside.organisationId]
		);
		expect(page.reason.team).toBe(reason!.team);
		expect(page.answerDueOn).not.toBe(answerDueOn);
		expect(page.answerDueOn > '2026-03-05').toBe(true);
		expect(await rowsOf()).toHaveLength(1);
	});

	test('a reason that holds the whole invoice makes other items of the same amounts', async () => {
		const [whole] = await asOwner<{ code: string }>(
			`select code from reason where organisation_id = $1 and kind = 'dispute' and holds_whole_invoice and not explanation_required limit 1`,
			[ours.inside.organisationId]
		);
		await amend([claim(first, 20_000n)], { reasonCode: whole!.code });
		expect((await rowsOf()).map(({ live }) => live)).toEqual([false, true]);
		const held = await inside((unit) => activeClaims(unit, { customerId: holder.customerId }));
		expect(held).toMatchObject([{ holdsWholeInvoice: true }]);
	});

	test('files come on top of those sent before', async () => {
		const pdf = { name: 'bon.pdf', bytes: new TextEncoder().encode('%PDF-1.7 …') };
		expect(
			await portal().amend({
				...said([claim(first, 20_000n)]),
				reference: about.reference,
				files: [pdf]
			})
		).toBe(true);
		const { files } = await portal().show({ reference: about.reference });
		expect(files.map(({ name }) => name)).toEqual(['bon.pdf']);
		const [amendment] = (await desk().page({ reference: about.reference })).amendments;
		expect(amendment!.after.files).toEqual(['bon.pdf']);
		// The form lists them; what came with a message stands in the conversation.
		const message = { body: 'Le voici encore', idempotencyKey: `key-${uuidv7()}`, files: [pdf] };
		await portal().reply({ reference: about.reference, ...message });
		const form = await portal().amendForm({ reference: about.reference });
		expect(form.files).toEqual([
			{ id: files[0]!.id, name: 'bon.pdf', bytes: pdf.bytes.length, scan: 'clean' }
		]);
	});

	test('may claim a line it claimed before, as another figure', async () => {
		const line = await buildInvoiceLine(ours.inside, second);
		const lines = (fields: object) =>
			amend([{ invoiceId: second.id, invoiceLineId: line.id, ...fields } as never], {
				reasonCode: 'quantity_short'
			});
		await lines({ receivedQuantity: '9' });
		await lines({ receivedQuantity: '8' });
		expect(await claimsNow()).toEqual([[second.id, 20_000n]]);
		const { items } = await portal().show({ reference: about.reference });
		expect(items).toMatchObject([{ claimedQuantity: '2' }]);
	});
});

describe('never more than what is free', () => {
	test('its own old items do not count, those of other cases do', async () => {
		await portal().open({ ...said([claim(first, 50_000n)]), language: 'fr' });
		expect(await refusal(amend([claim(first, 50_001n)]))).toBe('amount_above_open');
		expect(await claimsNow()).toContainEqual([first.id, 20_000n]);
		await amend([claim(first, 50_000n)]);
		expect(await refusal(amend([claim(first, 50_000n), claim(first, 1n)]))).toBe('invalid_input');
	});

	test('an invoice paid meanwhile stays in the case as it was', async () => {
		await amend([claim(first, 20_000n), claim(second, 5_000n)]);
		await buildPayment(ours.inside, first);
		const form = await portal().amendForm({ reference: about.reference });
		expect(form.settled).toEqual([first.number]);
		await amend([claim(second, 4_000n)]);
		expect((await rowsOf()).map(({ claimed_minor, live }) => [claimed_minor, live])).toEqual([
			['20000', true],
			['5000', false],
			['4000', true]
		]);
	});

	test('of a case whose every invoice was paid meanwhile the words change, its claims stay', async () => {
		await buildPayment(ours.inside, first);
		expect((await portal().amendForm({ reference: about.reference })).said.items).toEqual([]);
		expect(await amend([], { explanation: 'La remise manque.' })).toBe(true);
		const { explanation } = await portal().show({ reference: about.reference });
		expect(explanation).toBe('La remise manque.');
		expect(await rowsOf()).toMatchObject([{ claimed_minor: '20000', live: true }]);
	});

	test('while something may still be contested, a case about nothing is refused', async () => {
		await amend([claim(first, 20_000n), claim(second, 5_000n)]);
		await buildPayment(ours.inside, first);
		expect(await refusal(amend([]))).toBe('invoice_required');
	});
});

describe('a case somebody has taken up', () => {
	test.each(['assigned', 'in_progress', 'waiting_customer', 'waiting_third_party', 'decided'])(
		'%s: is not amended any more',
		async (status) => {
			await putInStatus(about.disputeId, status);
			expect(await refusal(amend([claim(first, 1n)]))).toBe('case_begun');
			expect(await rowsOf()).toMatchObject([{ claimed_minor: '20000', live: true }]);
			expect((await portal().show({ reference: about.reference })).canAmend).toBe(false);
		}
	);

	test('one that is over says so', async () => {
		await portal().withdraw({ reference: about.reference });
		expect(await refusal(amend([claim(first, 1n)]))).toBe('case_over');
	});

	test('an answer that was lost is given again, even when somebody has begun since', async () => {
		const key = { idempotencyKey: `key-${uuidv7()}` };
		await amend([claim(first, 12_000n)], key);
		await desk().move({ disputeId: about.disputeId, to: 'in_progress', note: '' });
		expect(await amend([claim(first, 12_000n)], key)).toBe(true);
		expect(await refusal(amend([claim(first, 11_000n)], key))).toBe('key_reused');
	});
});

describe('somebody else at the same time', () => {
	test('an older page is refused, with what changed since', async () => {
		const seen = await versionSeen();
		await amend([claim(first, 12_000n)], { seen });
		expect(await refusal(amend([claim(first, 9_000n)], { seen }))).toBe('case_changed');
		expect(await claimsNow()).toEqual([[first.id, 12_000n]]);
		const { amendments } = await portal().amendForm({ reference: about.reference });
		expect(amendments.filter(({ id }) => id > seen)).toHaveLength(1);
	});

	test('of two amendments sent from the same page one holds', async () => {
		const seen = await versionSeen();
		const sent = [12_000n, 9_000n, 7_000n].map((minor) =>
			refusal(amend([claim(first, minor)], { seen }))
		);
		expect((await Promise.all(sent)).sort()).toEqual([null, 'case_changed', 'case_changed'].sort());
		expect((await rowsOf()).filter(({ live }) => live)).toHaveLength(1);
	});

	test('one form sent ten times at once is one amendment', async () => {
		const key = { idempotencyKey: `key-${uuidv7()}` };
		const sent = Array.from({ length: 10 }, () => refusal(amend([claim(first, 12_000n)], key)));
		expect(await Promise.all(sent)).toEqual(Array(10).fill(null));
		expect((await desk().page({ reference: about.reference })).amendments).toHaveLength(1);
	});

	test('whoever begins while it is being sent comes first', async () => {
		const letGo = await hold(
			ours.inside,
			sql`update dispute set status = 'in_progress' where id = ${about.disputeId}`
		);
		const sent = refusal(amend([claim(first, 12_000n)]));
		await untilSomebodyWaits();
		await letGo();
		expect(await sent).toBe('case_begun');
		expect(await claimsNow()).toEqual([[first.id, 20_000n]]);
	});

	test('whoever begins a moment later works on what was amended', async () => {
		const letGo = await hold(
			ours.inside,
			sql`select id from dispute where id = ${about.disputeId} for no key update`
		);
		const sent = refusal(amend([claim(first, 12_000n)]));
		await untilSomebodyWaits();
		const begun = desk().move({ disputeId: about.disputeId, to: 'in_progress', note: '' });
		await letGo();
		const refused = await sent;
		await begun;
		// Which of the two stood first in the line is the database's affair; both ends are sound.
		expect(await claimsNow()).toEqual([[first.id, refused === null ? 12_000n : 20_000n]]);
		expect([null, 'case_begun']).toContain(refused);
	});

	test('another case never takes what an amendment gives up and takes back at once', async () => {
		const whole = () => refusal(amend([claim(first)]));
		const opened = () =>
			refusal(portal().open({ ...said([claim(first, 90_000n)]), language: 'fr' }));
		await Promise.all([whole(), opened()]);
		const sum = (await claimsNow()).reduce((total, [, minor]) => total + (minor as bigint), 0n);
		expect(sum).toBeLessThanOrEqual(100_000n);
	});
});

describe('the past keeps its story', () => {
	beforeEach(async () => {
		setClock(DAY_TWO);
		await amend([claim(first, 12_000n), claim(second, 5_000n)], { reasonCode: 'quantity_short' });
		setClock(DAY_THREE);
	});
	const asOf = (day: string, at: Date) => ({ day: localDate(day), at });

	test('a past day shows what was claimed that day', async () => {
		const then = (day: string, at: Date) =>
			inside(async (unit) =>
				(await claimsAsOf(unit, [holder.customerId], asOf(day, at))).map(
					({ invoiceId, claimedMinor }) => [invoiceId, claimedMinor]
				)
			);
		expect(await then('2026-03-04', new Date('2026-03-04T09:00:00Z'))).toEqual([
			[first.id, 20_000n]
		]);
		expect(await then('2026-03-09', DAY_THREE)).toHaveLength(2);
	});

	test('a report of a past day has the amounts and the reason of that day', async () => {
		const rows = (day: string) =>
			inside(async (unit) =>
				(
					await disputeRowsAsOf(unit, { asOf: localDate(day), from: localDate('2026-03-01') })
				).filter(({ reference }) => reference === about.reference)
			);
		expect(await rows('2026-03-04')).toMatchObject([
			{ reasonCode: 'price_unit', claimedMinor: 20_000n, invoices: [first.number] }
		]);
		expect(await rows('2026-03-05')).toMatchObject([
			{ reasonCode: 'quantity_short', claimedMinor: 17_000n }
		]);
	});

	test('interest rests on each day for what was disputed that day', async () => {
		const spans = await inside((unit) => suspensionsOf(unit, [first.id, second.id]));
		expect(
			spans.map(({ invoiceId, claimedMinor, fromOn, untilOn }) => [
				invoiceId,
				claimedMinor,
				fromOn,
				untilOn
			])
		).toEqual([
			[first.id, 20_000n, '2026-03-03', '2026-03-04'],
			[first.id, 12_000n, '2026-03-05', null],
			[second.id, 5_000n, '2026-03-05', null]
		]);
	});

	test('a notice of a past instant is checked against what was claimed then', async () => {
		const claims = await inside((unit) => claimsOver(unit, [first.id]));
		const openAt = (at: string) =>
			claims.filter((one) => one.wasOpen(new Date(at))).map(({ claimedMinor }) => claimedMinor);
		expect(openAt('2026-03-04T09:00:00Z')).toEqual([20_000n]);
		expect(openAt('2026-03-06T09:00:00Z')).toEqual([12_000n]);
		expect(openAt('2026-03-02T09:00:00Z')).toEqual([]);
	});

	test('a decision shares out over what is claimed now', async () => {
		await desk().decide({
			disputeId: about.disputeId,
			verdict: 'valid',
			outcome: 'replacement',
			explanation: 'Nous relivrons.'
		});
		const accepted = await asOwner<{ live: boolean; accepted_minor: string | null }>(
			'select replaced_at is null as live, accepted_minor from dispute_item where dispute_id = $1 and replaced_at is not null',
			[about.disputeId]
		);
		expect(accepted).toEqual([{ live: false, accepted_minor: null }]);
	});
});

describe('nobody else', () => {
	test('amends or reads the case of another customer, of this house or the other', async () => {
		const theirs = { ...said([claim(first, 1n)]), reference: about.reference };
		const { disputes } = callerFor(await portalScopeOf(ours.neighbour.portalPath)).portal;
		expect(await refusal(disputes.amend(theirs))).toBe('not_found');
		expect(await refusal(disputes.amendForm({ reference: about.reference }))).toBe('not_found');
		expect(
			await refusal(disputes.amendLines({ reference: about.reference, invoiceIds: [first.id] }))
		).toBe('not_found');
		// References are counted by house: over there this one is nobody's, or a case of their own.
		const elsewhere = callerFor(await portalScopeOf(other.account.portalPath)).portal.disputes;
		expect(await refusal(elsewhere.amend(theirs))).toBe('not_found');
		expect(await claimsNow()).toEqual([[first.id, 20_000n]]);
	});

	test('whoever is asked about it sees what it is about now; its customer reads all of his', async () => {
		await amend([claim(second, 5_000n)], { explanation: 'Il s’agit de l’autre facture.' });
		const dispute = { id: about.disputeId, customerId: holder.customerId };
		const assignment = await buildAssignment(ours.inside, dispute as never);
		const resolver = await resolverScopeOf(await buildResolverLink(ours.inside, assignment));
		const seen = (scope: Parameters<typeof unitOfWork>[0]) =>
			unitOfWork(scope, async ({ tx }) => {
				const { rows } = await tx.execute<{ id: string }>(sql`select id::text as id from invoice`);
				return rows.map(({ id }) => id).sort();
			});
		expect(await seen(resolver)).toEqual([second.id]);
		expect(await seen(holder)).toEqual([first.id, second.id].sort());
		const asked = await callerFor(resolver).resolver.disputes.page();
		expect(asked.items.map(({ number }) => number)).toEqual([second.number]);
		expect(asked.explanation).toBe('Il s’agit de l’autre facture.');
		const read = await portal().show({ reference: about.reference });
		expect(read.items.map(({ number }) => number)).toEqual([second.number]);
		expect((await callerFor(holder).portal.invoices.show({ invoiceId: first.id })).number).toBe(
			first.number
		);
	});

	test('of its own case nobody takes in the invoice of another', async () => {
		expect(await refusal(amend([claim(ours.neighbour.overdue, 1n)]))).toBe('not_found');
		expect(await refusal(amend([claim(other.account.overdue, 1n)]))).toBe('not_found');
	});
});
