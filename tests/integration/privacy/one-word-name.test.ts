import { beforeAll, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { sealEvents } from '$lib/server/audit/seal-events';
import { isUnbroken, verifyChain } from '$lib/server/audit/verify-chain';
import '$lib/server/jobs/dispute-hooks';
import { asOwner, useDatabase } from '../../support/database';
import { buildDispute, buildInvoice, buildPortalLink } from '../../support/factories';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { everyCode, everyOtherValue } from './every-code';

useDatabase();
let ours: Company;
let other: Company;
let ids: string[];
const desk = (of: Company = ours) => callerFor(of.desk.admin).desk;

/** Each of them is called like a code of the program. */
const NAMES = ['Billing', 'Quality', 'Customer'];

/** An event in which things are called like him, and so is whoever was asked. */
const NOTED = uuidv7();
const called = (resolverName: string) => ({
	...{ teamName: 'Billing', reasonName: 'Billing', ruleName: 'Billing', team_name: 'Billing' },
	resolverName
});

async function livesAt(of: Company, name: string): Promise<string> {
	const { inside, account } = of;
	const { customer } = account;
	const email = `${name.toLowerCase()}@one-word.test`;
	const contact = { customerId: customer.id, name, email, role: 'billing' as const };
	const contactId = await desk(of).customers.addContact({ ...contact, phone: '' });
	await desk(of).customers.editContact({ contactId, ...contact, phone: '0612345678' });
	const invoice = await buildInvoice(inside, customer, { totalMinor: 100_000n });
	const { id: disputeId } = await buildDispute(inside, invoice, {
		...{ raisedByName: name, raisedByEmail: email, claimedMinor: 40_000n }
	});
	await desk(of).disputes.decide({
		...{ disputeId, verdict: 'partly_valid', outcome: 'credit_partial', acceptedMinor: 20_000n },
		...{ explanation: `${name} a raison.`, tasks: [] }
	});
	// A row with the address in it is looked at, its codes beside it.
	const action = `Relire avec ${email}`;
	const stage = name.toLowerCase() as 'billing';
	const team = stage === ('customer' as string) ? 'sales' : stage;
	await desk(of).causes.set({
		...{ disputeId, stage, ownerTeam: team, action, dueOn: '2026-03-20', isDone: false }
	});
	await desk(of).tasks.add({
		...{ disputeId, text: action, ownerTeam: team, dueOn: '2026-03-20' },
		idempotencyKey: uuidv7()
	});
	await writesHimself(of, contactId);
	return contactId;
}

async function writesHimself({ inside }: Company, contactId: string): Promise<void> {
	const [holder] = await asOwner<Parameters<typeof buildPortalLink>[1] & Record<string, unknown>>(
		`select *, customer_id as "customerId" from contact where id = $1`,
		[contactId]
	);
	const { portal } = callerFor(await portalScopeOf(await buildPortalLink(inside, holder!)));
	await portal.customers.write({
		...{ kind: 'question', body: 'Bonjour', invoiceIds: [], language: 'fr', files: [] },
		idempotencyKey: uuidv7()
	});
}

const namesLeft = (): Promise<{ named: string; signed: string }[]> =>
	asOwner(
		`select d.raised_by_name as named, t.by_name as signed from dispute d
			join dispute_transition t on t.dispute_id = d.id and t.by_kind = 'customer'
		where d.organisation_id = $1 and (d.raised_by_name = any($2) or t.by_name = any($2))`,
		[ours.inside.organisationId, NAMES]
	);

beforeAll(async () => {
	({ ours, other } = await buildWorld());
	ids = [];
	for (const name of NAMES) {
		await livesAt(other, name);
		ids.push(await livesAt(ours, name));
	}
	await asOwner(
		`insert into audit_event (organisation_id, id, customer_id, actor_kind, actor_id, actor_name, action, subject_kind, subject_id, at, data)
		select organisation_id, $2, $3, 'system', 'engine', 'engine', 'dispute.noted', subject_kind, subject_id, at, $4
		from audit_event where organisation_id = $1 and subject_kind = 'dispute' order by id limit 1`,
		[ours.inside.organisationId, NOTED, ours.account.customer.id, JSON.stringify(called('Billing'))]
	);
	for (const { inside } of [ours, other]) await sealEvents(inside, 'whole');
});

test('somebody called like a code loses his name, and no code of his house or another changes', async () => {
	const houses = [ours, other].map(({ inside }) => inside.organisationId);
	const look = () =>
		Promise.all(houses.map(async (id) => [await everyCode(id), await everyOtherValue(id)]));
	const before = await look();
	expect(before[0]![0]!['root_cause.stage']).toEqual(['billing', 'quality', 'customer']);
	expect(await namesLeft()).toHaveLength(3);

	const erasures = [];
	for (const contactId of ids) erasures.push(await desk().privacy.erase({ contactId }));

	const [[codes, values], theirs] = (await look()) as [[Codes, Codes], unknown];
	const [[codesBefore, valuesBefore], theirsBefore] = before as [[Codes, Codes], unknown];
	expect(codes).toMatchObject(onlyBefore(codesBefore));
	// The log got an event for each erasure.
	expect(values['audit_event.data']!.slice(0, -erasures.length)).toEqual(
		valuesBefore['audit_event.data']
	);
	expect({ ...values, 'audit_event.data': [] }).toEqual({
		...valuesBefore,
		'audit_event.data': []
	});
	expect(theirs).toEqual(theirsBefore);
	expect(await namesLeft()).toEqual([]);
});

type Codes = Record<string, unknown[]>;
/** What an erasure writes itself: its event, and the mails it calls off. */
const onlyBefore = (codes: Codes): Codes =>
	Object.fromEntries(
		Object.entries(codes).filter(([column]) => !/^(audit_event|delivery\.status)/.test(column))
	);

test('what was done is told in the same codes, without the name', async () => {
	const told = await asOwner<{ data: Record<string, unknown> }>(
		`select data from audit_event where organisation_id = $1 and action = 'dispute.cause_set' order by id`,
		[ours.inside.organisationId]
	);
	expect(JSON.stringify(told)).toMatch(/"(?:ownerTeam|stage|cause)[^}]*billing/);
	const contacts = await asOwner<{ data: unknown }>(
		`select data from audit_event where organisation_id = $1 and subject_id = $2 order by id`,
		[ours.inside.organisationId, ids[0]]
	);
	const written = JSON.stringify(contacts);
	expect(written).toContain('"role":"billing"');
	expect(written).not.toContain('"Billing"');
});

test('a team, a reason or a rule that is called like him keeps its name', async () => {
	const [event] = await asOwner<{ data: { resolverName: string } }>(
		`select data from audit_event where id = $1`,
		[NOTED]
	);
	expect(event!.data.resolverName).toMatch(/^Personne effacée/);
	expect(event!.data).toEqual(called(event!.data.resolverName));
});

test('the chain of the log holds', async () => {
	await sealEvents(ours.inside, 'whole');
	const verified = await verifyChain(ours.inside);
	expect(verified.broken).toBeNull();
	expect(isUnbroken(verified)).toBe(true);
});
