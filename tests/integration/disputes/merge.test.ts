import { unzipSync } from 'fflate';
import { uuidv7 } from 'uuidv7';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { rowsOf } from '$lib/components/portal/tracker-rows';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { deliverDue } from '$lib/server/delivery/deliver';
import { transitionDispute } from '$lib/server/disputes/transition-dispute';
import { decideFor } from '$lib/server/dunning/plan-dunning';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import {
	buildContact,
	buildDispute,
	buildInvoice,
	buildInvoiceLine
} from '../../support/factories';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { auditOf, mailsAbout, putInStatus, statusOf } from './traces';

useDatabase();

let ours: Company;
let other: Company;
type Made = { id: string; reference: string };
let into: Made;
let from: Made;
let numbers: { shared: string; own: string };

beforeAll(async () => {
	({ ours, other } = await buildWorld());
});

/** One invoice of 1,000.00 contested in both, 200.00 and 300.00; another one in the second alone. */
beforeEach(async () => {
	const { customer, contact } = ours.account;
	const invoice = () => buildInvoice(ours.inside, customer, { totalMinor: 100_000n });
	const [shared, own] = [await invoice(), await invoice()];
	numbers = { shared: shared.number, own: own.number };
	into = await buildDispute(ours.inside, shared, {
		...{ claimedMinor: 20_000n, raisedByName: contact.name, raisedByEmail: contact.email },
		raisedByContactId: contact.id
	});
	const luc = await buildContact(ours.inside, customer, {
		...{ name: 'Luc Roy', email: `luc-${uuidv7()}@m1.test` }
	});
	from = await buildDispute(ours.inside, shared, {
		...{ claimedMinor: 30_000n, explanation: 'Deux palettes manquent.', raisedByName: luc.name },
		...{ raisedByEmail: luc.email, raisedByContactId: luc.id }
	});
	await asOwner(
		`insert into dispute_item (organisation_id, id, customer_id, dispute_id, invoice_id, currency, claimed_minor)
		values ($1, $2, $3, $4, $5, 'EUR', 5000)`,
		[ours.inside.organisationId, uuidv7(), customer.id, from.id, own.id]
	);
});

const another = () => buildInvoice(ours.inside, ours.account.customer, { totalMinor: 5_000n });
const desk = (who: keyof Company['desk'] = 'collector', company = ours) =>
	callerFor(company.desk[who]).desk.disputes;
const plan = (company = ours) =>
	desk('collector', company).mergePlan({ reference: into.reference, from: from.reference });
const merge = async (more: object = {}, who: keyof Company['desk'] = 'collector') => {
	const shown = await plan();
	return desk(who).merge({
		...{ reference: into.reference, from: from.reference, note: '', counted: 'besides' as const },
		...{ seen: shown.from.version, seenInto: shown.into.version },
		...more
	});
};
const account = async () =>
	(await callerFor(await portalScopeOf(ours.account.portalPath))).portal.customers.account();
const readByCustomer = async () => {
	const { portal } = callerFor(await portalScopeOf(ours.account.portalPath));
	const { merged } = await portal.disputes.show({ reference: into.reference });
	return merged.map(({ body, from: where }) => [body, where]);
};
async function packOf(reference: string) {
	const { proofs } = callerFor(ours.desk.collector).desk;
	const { open } = await proofs.ofCase({ reference, language: 'fr', internal: true });
	const files = unzipSync(new Uint8Array(await new Response(await open()).arrayBuffer()));
	const text = (path: string) => Buffer.from(files[path]!).toString('utf8');
	return { text, paths: Object.keys(files) };
}
const claimsOf = async (reference: string) =>
	(await desk().page({ reference })).items.map(({ number, claimedMinor }) => [
		number,
		claimedMinor
	]);

describe('two cases become one', () => {
	test('as it was shown beforehand: amounts, conversation, tracker, one mail, and both audits', async () => {
		await desk().post({
			...{ disputeId: from.id, audience: 'internal', body: 'Vu avec le dépôt.' },
			idempotencyKey: uuidv7()
		});
		const shown = await plan();
		expect(shown).toMatchObject({
			...{ blocks: [], mayGoOtherWay: true, told: [{ name: 'Luc Roy' }] },
			amounts: [
				{ number: numbers.shared, intoMinor: 20_000n, fromMinor: 30_000n, togetherMinor: 50_000n },
				{ number: numbers.own, intoMinor: 0n, fromMinor: 5_000n, togetherMinor: 5_000n }
			]
		});
		await merge({ note: 'Nous traitons vos deux demandes ensemble.' });
		expect(await claimsOf(into.reference)).toEqual([
			[numbers.shared, 20_000n],
			[numbers.shared, 30_000n],
			[numbers.own, 5_000n]
		]);
		const page = await desk().page(into);
		expect(page.messages.map((one) => [one.body, one.audience, 'from' in one && one.from])).toEqual(
			[
				['Deux palettes manquent.', 'customer', from.reference],
				['Vu avec le dépôt.', 'internal', from.reference]
			]
		);
		expect(await statusOf(from.id)).toBe('duplicate');
		expect(await readByCustomer()).toEqual([['Deux palettes manquent.', from.reference]]);
		const { portal } = callerFor(await portalScopeOf(ours.account.portalPath));
		expect((await portal.disputes.show({ reference: from.reference })).duplicateOf).toBe(
			into.reference
		);
		await deliverDue();
		const mails = (await mailsAbout(from.id)).filter(({ mail }) => mail === 'dispute-update');
		expect(mails).toMatchObject([
			{ to_email: expect.stringMatching(/^luc-/), facts: { duplicateOf: into.reference } }
		]);
		expect(mails[0]!.facts.ended).toMatchObject({ again: { minor: '0' } });
		expect(await mailsAbout(into.id)).toEqual([]);
		expect(page.followers.map(({ name }) => name)).toEqual(['Luc Roy']);
		expect((await auditOf(from.id)).includes('dispute.merged')).toBe(true);
		expect(await auditOf(into.id)).toEqual(['dispute.merged_in']);
	});

	test.each(['once', 'besides'] as const)(
		'the conversation of both says it, and that they count %s',
		async (counted) => {
			await merge({ counted });
			const mergesIn = async ({ reference }: Made) => (await desk().page({ reference })).merges;
			const said = { by: ours.users.collector.name, counted, at: expect.any(Date) as Date };
			expect(await mergesIn(into)).toMatchObject([
				{ ...said, isInto: false, reference: from.reference }
			]);
			expect(await mergesIn(from)).toMatchObject([
				{ ...said, isInto: true, reference: into.reference }
			]);
			expect(await mergesIn(ours.account.dispute)).toEqual([]);
		}
	);

	test('and both are proved by the pack of the one that goes on, with where each word comes from', async () => {
		const note = { disputeId: from.id, audience: 'internal', body: 'Vu avec le dépôt.' } as const;
		await desk().post({ ...note, idempotencyKey: uuidv7() });
		await merge();
		const { text, paths } = await packOf(into.reference);
		const provenance = `(venu de ${from.reference})`;
		const said = (path: string, words: string) =>
			text(path)
				.split(/\n(?=\S+ \S+ \S+ – |\d{4}-)/)
				.find((one) => one.includes(words));
		expect(said('timeline.csv', 'Deux palettes manquent.')).toContain(provenance);
		expect(said('thread.txt', 'Deux palettes manquent.')).toContain(provenance);
		expect(text('internal/notes.txt')).toContain('Vu avec le dépôt.');
		expect(text('timeline.csv') + text('thread.txt')).not.toContain('Vu avec le dépôt.');
		expect(paths).toContain(`cases/${from.reference}/case.json`);
		expect(text('LISEZMOI.txt')).toContain(`cases/${from.reference}`);
	});

	test('whoever was asked reads once that his question is about more', async () => {
		const { email } = ours.users.resolver;
		await desk().assign({
			...{ disputeId: into.id, userId: ours.users.resolver.id, question: 'Le prix ?' }
		});
		await merge();
		await deliverDue();
		const told = (await mailsAbout(into.id)).filter(({ to_email }) => to_email === email);
		expect(told.map(({ facts }) => facts.grown)).toEqual([
			undefined,
			{ by: from.reference, before: { minor: '20000', currency: 'EUR' }, added: expect.anything() }
		]);
	});

	test('whoever answered is told once that it is about more, and so is whoever looks after it, with what was added', async () => {
		const { resolver, collector, admin } = ours.users;
		await asOwner('update dispute set collector_id = $1 where id = $2', [collector.id, into.id]);
		await desk().assign({ disputeId: into.id, userId: resolver.id, question: 'Le prix ?' });
		await desk('resolver').answer({
			...{ disputeId: into.id, verdict: 'customer_right', explanation: 'Erreur de tarif.' },
			...{ signedName: resolver.name, idempotencyKey: uuidv7() }
		});
		const before = (await mailsAbout(into.id)).length;
		await merge({}, 'admin');
		await deliverDue();
		const told = (await mailsAbout(into.id)).slice(before);
		const added = [numbers.shared, numbers.own].map((number) =>
			expect.objectContaining({ number })
		);
		expect(told.map(({ to_email, facts }) => [to_email, facts.grown, facts.event])).toEqual(
			expect.arrayContaining([
				[
					resolver.email,
					expect.objectContaining({ by: from.reference, isAnswered: true, added }),
					undefined
				],
				[collector.email, undefined, 'case_grown']
			])
		);
		const alert = told.find(({ facts }) => facts.event === 'case_grown')!;
		expect(alert.facts).toMatchObject({ amount: { minor: '35000' }, colleague: resolver.name });
		expect(alert.facts.text).toContain(numbers.own);
		expect(told.some(({ to_email }) => to_email === admin.email)).toBe(false);
	});

	test('the customer reads in its list, on its page and on his device where it goes on, and never that it is closed', async () => {
		await merge();
		const { cases } = await account();
		const shown = cases.find(({ reference }) => reference === from.reference);
		expect(shown?.goesOnIn).toBe(into.reference);
		const { portal } = callerFor(await portalScopeOf(ours.account.portalPath));
		const { tracker } = await portal.disputes.show({ reference: from.reference });
		expect(tracker.goesOnIn).toBe(into.reference);
		expect(rowsOf(tracker, 'portal', 'fr').at(-1)!.name).toBe(`Continue dans ${into.reference}`);
		const own = await portal.disputes.show({ reference: into.reference });
		expect(own.tracker.goesOnIn).toBeNull();
	});

	test('with the colleagues who took part in either', async () => {
		await desk().post({
			...{ disputeId: from.id, audience: 'internal', body: 'Regarde.' },
			...{ mentions: [ours.users.approver.id], idempotencyKey: uuidv7() }
		});
		await merge();
		const { talk } = await desk('approver').page({ reference: into.reference });
		expect(talk.participants).toMatchObject([{ userId: ours.users.approver.id, isMe: true }]);
	});
	test('and nothing of what rested is asked for because of it', async () => {
		const before = await account();
		await merge();
		const after = await account();
		expect(after.disputed).toEqual(before.disputed);
		expect(after.overdue).toEqual(before.overdue);
	});

	test('without more than is open, nor less than the larger', async () => {
		await asOwner('update invoice set total_minor = 40000 where number = $1', [numbers.shared]);
		await merge();
		expect((await claimsOf(into.reference)).slice(0, 2)).toEqual([
			[numbers.shared, 20_000n],
			[numbers.shared, 20_000n]
		]);
	});
});

test('a case that claims of an invoice twice is named once beside it', async () => {
	await merge();
	const { customers } = callerFor(ours.desk.collector).desk;
	const { code } = ours.account.customer;
	const { invoices } = await customers.page({ code });
	const { disputes } = invoices.find(({ number }) => number === numbers.shared)!;
	expect(disputes).toEqual([into.reference]);
});

describe('the same thing contested twice', () => {
	const TWICE = 14_840n;
	beforeEach(async () => {
		await asOwner('update dispute_item set claimed_minor = $1 where dispute_id = any($2)', [
			TWICE,
			[into.id, from.id]
		]);
	});

	test('counts once: what is claimed, credited and rests is one of the two, and its customer reads what does not any more', async () => {
		const before = await account();
		const shown = await plan();
		expect(shown).toMatchObject({ asks: true, freedMinor: TWICE });
		expect(shown.amounts[0]).toMatchObject({ onceMinor: TWICE, togetherMinor: TWICE * 2n });
		await merge({ counted: 'once' });
		expect(await claimsOf(into.reference)).toEqual([
			[numbers.shared, TWICE],
			[numbers.own, TWICE]
		]);
		const after = await account();
		expect(before.disputed[0]!.minor - after.disputed[0]!.minor).toBe(TWICE);
		await deliverDue();
		const [mail] = (await mailsAbout(from.id)).filter((one) => one.mail === 'dispute-update');
		expect(mail!.facts).toMatchObject({
			...{ countedOnce: { minor: String(TWICE * 2n) }, ended: { again: { minor: String(TWICE) } } }
		});
		await desk().decide({
			...{ disputeId: into.id, verdict: 'valid', outcome: 'credit_full' },
			explanation: 'Vous avez raison.'
		});
		const [credited] = await asOwner<{ sum: string }>(
			'select sum(accepted_minor) from dispute_item where dispute_id = $1',
			[into.id]
		);
		expect(credited!.sum).toBe(String(TWICE * 2n));
	});

	test('more of it goes over where the second claims more', async () => {
		await asOwner(
			'update dispute_item set claimed_minor = 20000 where dispute_id = $1 and claimed_minor = $2',
			[from.id, TWICE]
		);
		expect(await plan()).toMatchObject({ isSame: false, asks: true });
		await merge({ counted: 'once' });
		expect((await claimsOf(into.reference)).slice(0, 2)).toEqual([
			[numbers.shared, TWICE],
			[numbers.shared, 20_000n - TWICE]
		]);
	});

	test('and what it frees is not asked for in the days in which he may still say that they were two', async () => {
		const [whole] = await asOwner<{ id: string }>('select id from invoice where number = $1', [
			numbers.shared
		]);
		await asOwner(`update invoice set due_on = '2026-01-15' where id = $1`, [whole!.id]);
		await asOwner(
			`update dispute_item set claimed_minor = case when dispute_id = $2 then 40000 else 60000 end where invoice_id = $1`,
			[whole!.id, into.id]
		);
		const shown = await plan();
		expect(shown).toMatchObject({ freedMinor: 40_000n });
		await merge({ counted: 'once' });
		await deliverDue();
		const [mail] = (await mailsAbout(from.id)).filter((one) => one.mail === 'dispute-update');
		const { quietUntil } = shown;
		expect(mail!.facts.ended).toEqual({ again: { minor: '40000', currency: 'EUR' }, quietUntil });
		const decide = async (minuteOfDay: number | null = null) => {
			const [found] = await unitOfWork(ours.inside, (unit) =>
				decideFor(unit, {
					...{ customerIds: [ours.account.customer.id], today: unit.today, minuteOfDay }
				})
			);
			return found!;
		};
		const part = async () => {
			const { facts } = (await decide()).customer;
			return facts.openItems.find(({ invoiceId }) => invoiceId === whole!.id)!;
		};
		expect(await part()).toMatchObject({
			...{ disputedMinor: 60_000n, quietMinor: 40_000n, quietUntil }
		});
		const asked = async () =>
			(await decide()).decision.items.find(({ invoiceId }) => invoiceId === whole!.id);
		expect(await asked()).toMatchObject({ collectibleMinor: 0n });
		const { open } = await account();
		const { quiet } = open.find(({ number }) => number === numbers.shared)!;
		expect(quiet).toEqual({ minor: 40_000n, untilOn: quietUntil });
		setClock(new Date('2026-04-01T08:00:00Z'));
		expect(await asked()).toMatchObject({ collectibleMinor: 40_000n });
		setClock(TEST_INSTANT);
	});

	test('is ticked beforehand only where both say the same line, for the same reason', async () => {
		const [whole] = await asOwner<{ id: string; customerId: string }>(
			'select id, customer_id as "customerId" from invoice where number = $1',
			[numbers.shared]
		);
		expect(await plan()).toMatchObject({ asks: true, isSame: false });
		const line = await buildInvoiceLine(ours.inside, whole!);
		await asOwner('update dispute_item set invoice_line_id = $1 where invoice_id = $2', [
			...[line.id, whole!.id]
		]);
		expect(await plan()).toMatchObject({ asks: true, isSame: true });
		await asOwner(
			`update dispute set reason_id = (select id from reason where organisation_id = dispute.organisation_id and id <> dispute.reason_id and not holds_whole_invoice limit 1) where id = $1`,
			[from.id]
		);
		expect(await plan()).toMatchObject({ asks: true, isSame: false });
	});

	test('is nothing anybody guesses: without an answer nothing is done', async () => {
		await expect(merge({ counted: undefined })).rejects.toMatchObject({
			cause: { code: 'merge_counted', field: 'counted' }
		});
		expect(await statusOf(from.id)).toBe('submitted');
		expect((await claimsOf(into.reference)).length).toBe(1);
	});
});

describe('the case that went into another one', () => {
	test('is never opened again, be it long ago or today; one that was only marked as a double is', async () => {
		await merge();
		const again = (disputeId: string) => desk().reopen({ disputeId, note: 'Encore une fois.' });
		await expect(again(from.id)).rejects.toMatchObject({
			cause: { code: 'merged_elsewhere', details: { reference: into.reference } }
		});
		expect(await desk().page({ reference: from.reference })).toMatchObject({
			...{ isMerged: true, duplicateOf: into.reference }
		});
		setClock(new Date('2026-09-01T09:00:00Z'));
		await expect(again(from.id)).rejects.toMatchObject({ message: 'merged_elsewhere' });
		setClock(TEST_INSTANT);
		expect(await statusOf(from.id)).toBe('duplicate');
		// Not by another way either, by nobody.
		await expect(
			unitOfWork(ours.inside, (unit) => transitionDispute(unit, from.id, 'in_progress'))
		).rejects.toMatchObject({ code: 'transition_not_allowed' });
		await expect(
			asOwner(`update dispute set status = 'in_progress' where id = $1`, [from.id])
		).rejects.toThrow('dispute_merged_stays');
		const marked = await buildDispute(ours.inside, await another(), { claimedMinor: 1_000n });
		await desk().close({
			...{ disputeId: marked.id, to: 'duplicate', note: 'Doublon', duplicateOf: into.reference }
		});
		await again(marked.id);
		expect(await statusOf(marked.id)).toBe('in_progress');
	});
});

describe('two cases stay two', () => {
	test('while an approval waits on either', async () => {
		for (const { id, reference } of [into, from]) {
			const request = uuidv7();
			await asOwner(
				`insert into approval_request (organisation_id, id, customer_id, dispute_id, kind, verdict, outcome, amount_minor, credited_minor, claimed_minor, currency, text, asked_at, asked_by_id, asked_by_name, idempotency_key)
				values ($1, $2::uuid, $3, $4, 'decision', 'valid', 'credit_full', 100, 0, 100, 'EUR', 'x', '2026-03-03', $5, 'x', $2::uuid::text)`,
				[ours.inside.organisationId, request, ours.account.customer.id, id, ours.users.collector.id]
			);
			expect(await plan()).toMatchObject({
				...{ blocks: [{ block: 'merge_approval_waits', reference }], mayGoOtherWay: false }
			});
			await expect(merge()).rejects.toThrow('merge_approval_waits');
			await asOwner('delete from approval_request where id = $1', [request]);
		}
		expect((await plan()).blocks).toEqual([]);
	});

	test('once one is decided, of another customer, or the very same', async () => {
		await putInStatus(from.id, 'decided');
		await expect(merge()).rejects.toMatchObject({
			cause: { code: 'merge_decided', details: { reference: from.reference } }
		});
		expect(await plan()).toMatchObject({
			blocks: [{ block: 'merge_decided', reference: from.reference }],
			mayGoOtherWay: false
		});
		await putInStatus(from.id, 'submitted');
		from = ours.neighbour.dispute;
		await expect(merge()).rejects.toThrow('merge_other_customer');
		from = into;
		await expect(merge()).rejects.toThrow('merge_itself');
		expect(await statusOf(into.id)).toBe('submitted');
	});

	test('for whoever saw something else, may not decide, or is of another company', async () => {
		const { version } = (await plan()).into;
		await desk()
			.move({ disputeId: into.id, to: 'waiting_third_party' })
			.catch(() => null);
		await desk().assign({
			...{ disputeId: into.id, userId: ours.users.resolver.id, question: 'Le prix ?' }
		});
		await expect(merge({ seenInto: version })).rejects.toThrow('conflict');
		await expect(merge({}, 'resolver')).rejects.toThrow('not_allowed');
		await expect(plan(other)).rejects.toThrow('not_found');
		expect(await statusOf(from.id)).toBe('submitted');
	});

	test('after a merge whoever had the page of the case that goes on open decides on nothing he has not read', async () => {
		const { version: seen } = await desk().page(into);
		await merge();
		await expect(
			desk().decide({
				...{ disputeId: into.id, verdict: 'invalid', outcome: 'no_action', seen },
				explanation: 'Le prix est celui du devis.'
			})
		).rejects.toThrow('conflict');
	});
});

test('the page offers those that belong to it first, with why', async () => {
	const { related } = await desk().page(into);
	expect(related[0]).toMatchObject({
		...{ reference: from.reference, relation: 'same_invoices', mayMerge: true },
		claimed: { minor: 35_000n, currency: 'EUR' }
	});
	expect(related.map(({ reference }) => reference)).not.toContain(ours.neighbour.dispute.reference);
	const seen = (await desk('executive').page(into)).related;
	expect(seen.every(({ mayMerge }) => !mayMerge)).toBe(true);
});
