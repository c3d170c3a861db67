import { beforeEach, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import type { RoutingRuleInput } from '$lib/domain/disputes/routing-rule';
import { unitOfWork } from '$lib/server/db/client';
import { openDispute } from '$lib/server/disputes/open-dispute';
import { asOwner, useDatabase } from '../../support/database';
import { buildInvoice, buildUser } from '../../support/factories';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { nameHeads } from '../../support/team-heads';
import { buildWorld, type Company } from '../../support/world';
import { auditOf, mailsAbout, statusOf } from './traces';

useDatabase();
let ours: Company;
let other: Company;
beforeEach(async () => {
	if (!ours) ({ ours, other } = await buildWorld());
	await asOwner('update routing_rule set archived_at = now()');
	await asOwner('delete from absence');
	await asOwner('update "user" set disabled_at = null, default_officer = false');
});

const rules = (company = ours) => callerFor(company.desk.admin).desk.routing;
const rule = (fields: Partial<RoutingRuleInput> = {}): RoutingRuleInput => ({
	...{ name: 'Qualité', reasonId: null, category: null, customer: '', customerGroup: '' },
	...{ fromMinor: null, team: null, userId: ours.users.resolver.id },
	...fields
});
const open = async (totalMinor = 100_000n): Promise<string> => {
	const { customer, contact, portalPath } = ours.account;
	const invoice = await buildInvoice(ours.inside, customer, { totalMinor });
	const opened = await unitOfWork(await portalScopeOf(portalPath), (unit) =>
		openDispute(unit, {
			...{ items: [{ invoiceId: invoice.id }], reasonCode: 'goods_damaged' },
			...{ requestedOutcome: 'NOA', explanation: 'Cassé.', idempotencyKey: `key-${uuidv7()}` },
			...{ customerId: customer.id, source: 'portal', raisedByName: contact.name },
			...{ raisedByEmail: contact.email, contactId: contact.id, language: 'fr' }
		})
	);
	return opened.disputeId;
};
/** What the officer is told. */
const openingOf = async (disputeId: string) =>
	(await mailsAbout(disputeId)).find(({ facts }) => facts.event === 'dispute_opened')?.facts;
const askedIn = async (disputeId: string) =>
	(
		await asOwner('select resolver_name, routed_by from assignment where dispute_id = $1', [
			disputeId
		])
	)[0];

test('its officer is told what a new case is about, and of nobody while nobody has it', async () => {
	const told = await openingOf(await open());
	expect(told).toMatchObject({ reason: { fr: expect.any(String) }, text: 'Cassé.' });
	expect(told).not.toHaveProperty('holder');
});

test('a case a customer opens is asked of whoever the first rule about it names, and says which', async () => {
	await rules().add(
		rule({ name: 'Grands montants', fromMinor: 500_000n, team: 'sales', userId: null })
	);
	await rules().add(rule({ category: 'quality' }));
	const disputeId = await open();
	expect(await askedIn(disputeId)).toEqual({
		...{ resolver_name: ours.users.resolver.name, routed_by: 'Qualité' }
	});
	expect(await statusOf(disputeId)).toBe('assigned');
	expect(await auditOf(disputeId)).toContain('dispute.routed');
	const mails = (await mailsAbout(disputeId)).map(({ mail, to_email }) => [mail, to_email]);
	expect(mails).toContainEqual(['resolver-request', ours.users.resolver.email]);
	expect(await openingOf(disputeId)).toMatchObject({
		reason: { fr: expect.any(String) },
		...{ holder: ours.users.resolver.name, text: 'Cassé.' }
	});
	// The customer reads one letter, not two.
	expect(mails.filter(([, to]) => to === ours.account.contact.email)).toHaveLength(1);
	const [letter] = await asOwner(
		`select facts from delivery where dispute_id = $1 and mail = 'resolver-request'`,
		[disputeId]
	);
	expect(letter).toMatchObject({ facts: { byRule: true } });
	const [audit] = await asOwner(
		`select data from audit_event where action = 'dispute.routed' and subject_id = $1`,
		[disputeId]
	);
	expect(audit).toMatchObject({ data: { rule: 'Qualité', to: ours.users.resolver.name } });
});

test('without a rule about it, it waits for its owner: there always is one', async () => {
	await rules().add(rule({ fromMinor: 500_000n }));
	const disputeId = await open();
	expect(await askedIn(disputeId)).toBeUndefined();
	expect(await statusOf(disputeId)).toBe('submitted');
	const owner = async (id: string) =>
		(
			await asOwner<{ id: string }>('select collector_id as id from dispute where id = $1', [id])
		)[0]!.id;
	expect(await owner(disputeId)).toBe(ours.users.admin.id);
	await rules().chooseFallback({ userId: ours.users.collector.id });
	expect(await owner(await open())).toBe(ours.users.collector.id);
});

test('whoever is away keeps it and his substitute is mailed; whoever left has it no more', async () => {
	const substitute = ours.users.approver;
	await rules().add(rule());
	await asOwner(
		`insert into absence (organisation_id, id, user_id, from_on, until_on, substitute_id, entered_at, entered_by)
		 values ($1, $2, $3, '2026-03-01', '2026-03-31', $4, now(), 'test')`,
		[ours.inside.organisationId, uuidv7(), ours.users.resolver.id, substitute.id]
	);
	const disputeId = await open();
	expect(await askedIn(disputeId)).toMatchObject({ resolver_name: ours.users.resolver.name });
	const to = (await mailsAbout(disputeId)).find(({ mail }) => mail === 'resolver-request');
	expect(to?.to_email).toBe(substitute.email);
	await asOwner('update "user" set disabled_at = now() where id = $1', [ours.users.resolver.id]);
	expect(await askedIn(await open())).toBeUndefined();
});

test('a team without anybody named is asked of whoever there has the fewest open questions', async () => {
	const [busy, free] = await Promise.all(
		['Busy', 'Free'].map((name) =>
			buildUser(ours.inside, { role: 'resolver', team: 'logistics', name })
		)
	);
	await rules().add(rule({ userId: busy!.id, fromMinor: 100_000n }));
	await open();
	await rules().add(rule({ name: 'Livraisons', team: 'logistics', userId: null }));
	expect(await askedIn(await open(50_000n))).toEqual({
		...{ resolver_name: free!.name, routed_by: 'Livraisons' }
	});
});

test('a head without an account is asked by his address', async () => {
	await nameHeads(ours.inside, [
		{ key: 'billing', headName: 'Paul', headEmail: 'paul@atelier.test', headLanguage: 'fr' }
	]);
	await rules().add(rule({ team: 'billing', userId: null }));
	const disputeId = await open();
	expect(await askedIn(disputeId)).toMatchObject({ resolver_name: 'Paul' });
});

test('what is tried says which rule answers and why the others do not, and writes nothing', async () => {
	await rules().add(rule({ name: 'Grands montants', fromMinor: 500_000n }));
	await rules().add(rule({ customer: ours.account.customer.code }));
	const [reason] = (await rules().choices()).reasons;
	const before = await asOwner('select count(*) from dispute');
	const tried = await rules().try({
		...{ reasonId: reason!.id, customer: ours.account.customer.name, amountMinor: 100n }
	});
	expect(tried).toMatchObject({ owner: ours.users.resolver.name, isFallback: false });
	expect(tried.rules.map(({ name, because }) => [name, because])).toEqual([
		['Grands montants', ['amount']],
		['Qualité', []]
	]);
	expect(await asOwner('select count(*) from dispute')).toEqual(before);
});

test('rules change places, and one that was changed meanwhile is not overwritten', async () => {
	const { id: first } = await rules().add(rule({ name: 'A' }));
	const { id: second } = await rules().add(rule({ name: 'B' }));
	await rules().move({ id: second, direction: 'up' });
	const names = async () =>
		(await rules().list()).rules.filter(({ archived }) => !archived).map(({ name }) => name);
	expect(await names()).toEqual(['B', 'A']);
	const { seen } = await rules().show({ id: first });
	await rules().change({ ...rule({ name: 'A2' }), id: first, seen });
	await expect(rules().change({ ...rule({ name: 'A3' }), id: first, seen })).rejects.toThrow(
		'conflict'
	);
	await rules().archive({ id: second });
	await rules().restore({ id: second });
	expect(await names()).toEqual(['A2', 'B']);
});

test('a rule names nobody of another house, and is about no customer of it', async () => {
	await expect(rules().add(rule({ userId: other.users.resolver.id }))).rejects.toThrow();
	const stranger = rule({ customer: 'a customer nobody knows' });
	await expect(rules().add(stranger)).rejects.toThrow('routing_customer_unknown');
	await rules(other).add(rule({ name: 'Theirs', userId: other.users.resolver.id }));
	expect((await rules().list()).rules.map(({ name }) => name)).not.toContain('Theirs');
	expect(await askedIn(await open())).toBeUndefined();
});
