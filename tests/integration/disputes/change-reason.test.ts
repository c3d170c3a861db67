import { inspect } from 'node:util';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { claimsEver } from '$lib/server/disputes/claims-over';
import { activeClaims } from '$lib/server/disputes/queries';
import { asAppError } from '$lib/server/trpc/errors';
import { asOwner, useDatabase } from '../../support/database';
import { buildDispute, buildInvoice, type DisputeRow } from '../../support/factories';
import { callerFor, portalScopeOf, resolverScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { auditOf, mailsAbout, putInStatus, statusOf } from './traces';

useDatabase();
let ours: Company;
let other: Company;
let mine: DisputeRow;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
});
beforeEach(async () => {
	// A Monday; price_unit is answered within four working days, order_reference within two.
	setClock(new Date('2026-03-02T09:00:00Z'));
	await asOwner('update routing_rule set archived_at = now()');
	const invoice = await buildInvoice(ours.inside, ours.account.customer, { totalMinor: 100_000n });
	mine = await buildDispute(ours.inside, invoice, {
		...{ openedOn: '2026-03-02' as never, answerDueOn: '2026-03-06' as never },
		...{ claimedMinor: 20_000n, collectorId: ours.users.collector.id }
	});
});

const desk = (who: keyof Company['desk'] = 'collector', of = ours) =>
	callerFor(of.desk[who]).desk.disputes;
const page = () => desk().page({ reference: mine.reference });
const change = (reasonCode: string, more: object = {}, who: keyof Company['desk'] = 'collector') =>
	desk(who).changeReason({ disputeId: mine.id, reasonCode, ...more });
const refusal = async (work: Promise<unknown>) =>
	asAppError(await work.then(() => null).catch((e: unknown) => e));
const portal = async () => callerFor(await portalScopeOf(ours.account.portalPath)).portal.disputes;
const answerDay = async () =>
	(await page()).deadlines.rows.find(({ stage }) => stage === 'answer')?.dueOn;
const addRule = () =>
	callerFor(ours.desk.admin).desk.routing.add({
		...{ name: 'Qualité', reasonId: null, category: 'quality', customer: '', customerGroup: '' },
		...{ fromMinor: null, team: null, userId: ours.users.resolver.id }
	});

describe('a reason that was suggested wrongly is put right', () => {
	test('the case has it, says who and why inside, and the customer reads it and gets no mail', async () => {
		const seen = (await page()).version;
		expect(await change('goods_damaged', { note: 'Il parle d’un défaut.', seen })).toBe(true);
		const now = await page();
		expect(now.reason.labels.fr).toBe('Le produit ou le service a un défaut');
		expect(now.amendments).toMatchObject([
			{ byKind: 'staff', byName: ours.users.collector.name, note: 'Il parle d’un défaut.' }
		]);
		expect(await auditOf(mine.id)).toEqual(['dispute.reason_changed']);
		expect(await mailsAbout(mine.id)).toEqual([]);
		expect(await statusOf(mine.id)).toBe('submitted');
		const shown = await (await portal()).show({ reference: mine.reference });
		expect(inspect(shown, { depth: null })).toContain('Le produit ou le service a un défaut');
		expect(inspect(shown, { depth: null })).not.toContain('Il parle');
		// What he chose himself stays his word, beside ours.
		expect(shown.saidReason?.fr).toBe('Le prix ne correspond pas');
		await change('price_unit');
		expect((await (await portal()).show({ reference: mine.reference })).saidReason).toBeNull();
	});

	test('who amends meanwhile reads what the house changed: its name, no colleague and no note', async () => {
		await change('goods_damaged', { note: 'Il parle d’un défaut.' });
		const { amendments } = await (await portal()).amendForm({ reference: mine.reference });
		expect(amendments).toMatchObject([{ byName: 'Menuiserie Dupont' }]);
		const said = JSON.stringify(amendments);
		expect(said).not.toContain('Il parle');
		expect(said).not.toContain(ours.users.collector.name);
	});

	test('through a link nobody says it as the house', async () => {
		const scope = await portalScopeOf(ours.account.portalPath);
		const insert = (byKind: string, id = uuidv7()) =>
			unitOfWork(scope, async ({ tx }) => {
				await tx.execute(sql`insert into dispute_amendment
					(organisation_id, id, customer_id, dispute_id, "before", "after", at, by_name, by_kind, idempotency_key)
					values (${scope.organisationId}, ${id}, ${mine.customerId}, ${mine.id}, '{}', '{}',
						'2026-03-02T09:00:00Z', 'Ana', ${byKind}, ${id})`);
				return id;
			});
		const note = (id: string) =>
			unitOfWork(scope, ({ tx }) =>
				tx.execute(sql`insert into amendment_note (organisation_id, id, customer_id, dispute_id, note)
					values (${scope.organisationId}, ${id}, ${mine.customerId}, ${mine.id}, 'x')`)
			);
		await expect(insert('staff')).rejects.toThrow();
		const own = await insert('customer');
		await expect(note(own)).rejects.toMatchObject({ cause: { code: '42501' } });
	});

	test('a link reads no note, whatever it asks the database for', async () => {
		await change('goods_damaged', { note: 'Il parle d’un défaut.' });
		const notes = sql`select note from amendment_note where dispute_id = ${mine.id}`;
		const inside = await unitOfWork(ours.inside, ({ tx }) => tx.execute(notes));
		expect(inside.rows).toEqual([{ note: 'Il parle d’un défaut.' }]);
		const [customer, asked] = [
			await portalScopeOf(ours.account.portalPath),
			await resolverScopeOf(ours.account.resolverPath)
		];
		for (const scope of [customer, asked])
			expect((await unitOfWork(scope, ({ tx }) => tx.execute(notes))).rows).toEqual([]);
	});

	test('our days follow from the opening on, the promised one stays', async () => {
		await desk().move({ disputeId: mine.id, to: 'in_progress', note: '' });
		expect(await answerDay()).toBe('2026-03-06');
		setClock(new Date('2026-03-03T09:00:00Z'));
		await change('order_reference');
		// Two working days from the opening, of which one is spent.
		expect(await answerDay()).toBe('2026-03-04');
		expect((await page()).promisedOn).toBe('2026-03-06');
		await change('goods_damaged');
		expect(await answerDay()).toBe('2026-03-06');
	});

	test('one that holds the whole invoice holds it from then on, and the days before keep what they held', async () => {
		const [invoiceId] = (await page()).items.map((item) => item.invoiceId);
		setClock(new Date('2026-03-03T09:00:00Z'));
		await change('order_reference');
		const claims = await unitOfWork(ours.inside, (unit) =>
			activeClaims(unit, { invoiceIds: [invoiceId!] })
		);
		expect(claims).toMatchObject([{ claimedMinor: 20_000n, holdsWholeInvoice: true }]);
		const ever = await unitOfWork(ours.inside, (unit) => claimsEver(unit, [invoiceId!]));
		expect(ever.map((one) => one.holdsWholeInvoice).sort()).toEqual([false, true]);
		const then = new Date('2026-03-02T12:00:00Z');
		expect(ever.filter((one) => one.wasOpen(then))).toMatchObject([{ holdsWholeInvoice: false }]);
		const later = new Date('2026-03-03T12:00:00Z');
		expect(ever.filter((one) => one.wasOpen(later))).toMatchObject([{ holdsWholeInvoice: true }]);
	});

	test('the same again changes nothing and is not on record twice', async () => {
		await change('goods_damaged');
		expect(await change('goods_damaged')).toBe(false);
		expect(await auditOf(mine.id)).toEqual(['dispute.reason_changed']);
	});
});

describe('whoever has the case keeps it', () => {
	test('a person who was asked stays asked, whatever the rules say', async () => {
		await desk().assign({
			...{ disputeId: mine.id, userId: ours.users.approver.id, question: 'Le prix ?' }
		});
		await addRule();
		const before = await mailsAbout(mine.id);
		await change('goods_damaged');
		const { assignment } = await page();
		expect(assignment).toMatchObject({
			...{ resolverName: ours.users.approver.name, question: 'Le prix ?' }
		});
		expect(await mailsAbout(mine.id)).toEqual(before);
	});

	test('one that nobody was asked about goes to whoever the rules name, and its followers are told of that', async () => {
		await addRule();
		await change('goods_damaged');
		expect((await page()).assignment).toMatchObject({
			...{ resolverName: ours.users.resolver.name, routedBy: 'Qualité' }
		});
		expect(await statusOf(mine.id)).toBe('assigned');
		expect((await mailsAbout(mine.id)).map(({ mail }) => mail).sort()).toEqual([
			...['dispute-update', 'resolver-request']
		]);
	});

	test('in triage the reason and the colleague are said at once: he alone is asked', async () => {
		await addRule();
		const seen = (await page()).version;
		await desk().assign({
			...{ disputeId: mine.id, userId: ours.users.approver.id, seen },
			reasonCode: 'goods_damaged'
		});
		const now = await page();
		expect(now.reason.labels.en).toBe('The product or service is faulty');
		expect(now.assignments.map(({ resolverName }) => resolverName)).toEqual([
			ours.users.approver.name
		]);
		expect(await auditOf(mine.id)).toEqual(
			expect.arrayContaining(['dispute.reason_changed', 'dispute.assigned'])
		);
	});
});

describe('it keeps its reason', () => {
	test('when somebody changed the case since, who is told by name', async () => {
		const seen = (await page()).version;
		await change('goods_damaged', {}, 'admin');
		const refused = await refusal(change('duplicate_invoice', { seen }));
		expect([refused.code, refused.details.who]).toEqual(['conflict', ours.users.admin.name]);
		expect((await page()).reason.labels.en).toBe('The product or service is faulty');
	});

	test('once it is decided or over, and the page offers no other', async () => {
		for (const status of ['decided', 'implementing', 'resolved', 'duplicate']) {
			await putInStatus(mine.id, status);
			expect((await refusal(change('goods_damaged'))).code).toBe('reason_kept_decided');
			expect((await page()).reasonsInstead).toEqual({ kept: 'reason_kept_decided', offered: [] });
		}
	});

	test('while a signature is waited for', async () => {
		const request = uuidv7();
		await asOwner(
			`insert into approval_request (organisation_id, id, customer_id, dispute_id, kind, verdict, outcome, amount_minor, credited_minor, claimed_minor, currency, text, asked_at, asked_by_id, asked_by_name, idempotency_key)
			values ($1, $2::uuid, $3, $4, 'decision', 'valid', 'credit_full', 100, 0, 20000, 'EUR', 'x', '2026-03-02', $5, 'x', $2::uuid::text)`,
			[ours.inside.organisationId, request, mine.customerId, mine.id, ours.users.collector.id]
		);
		expect((await refusal(change('goods_damaged'))).code).toBe('reason_kept_approval');
	});

	test('while an offer is open', async () => {
		await desk().propose({
			...{ disputeId: mine.id, kind: 'credit', amountMinor: 5_000n, text: 'Un geste.' },
			...{ validUntil: '2026-03-12', idempotencyKey: `key-${uuidv7()}` }
		});
		expect((await refusal(change('goods_damaged'))).code).toBe('reason_kept_offer');
	});

	test('no answer, nothing archived and nothing unknown becomes its reason', async () => {
		await asOwner(`update reason set archived_at = now() where code = 'price_discount'`);
		for (const code of ['already_paid', 'price_discount', 'no_such_reason'])
			expect((await refusal(change(code))).code).toBe('reason_required');
		await asOwner(`update reason set archived_at = null where code = 'price_discount'`);
		expect((await page()).reasonsInstead.offered.map(({ code }) => code)).not.toContain(
			'already_paid'
		);
		expect(await auditOf(mine.id)).toEqual([]);
	});

	test('for whoever may not, and for another organisation', async () => {
		for (const who of ['resolver', 'approver', 'executive'] as const)
			expect((await refusal(change('goods_damaged', {}, who))).code).toBe('not_allowed');
		const theirs = desk('collector', other).changeReason({
			...{ disputeId: mine.id, reasonCode: 'goods_damaged' }
		});
		expect((await refusal(theirs)).code).toBe('not_found');
		expect((await page()).reason.labels.en).toBe('The price is not what we agreed');
	});
});
