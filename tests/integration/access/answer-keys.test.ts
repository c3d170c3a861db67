import { beforeAll, describe, expect, test } from 'vitest';
import { hashOf } from '$lib/server/auth/hash';
import { stopKeyOf } from '$lib/server/auth/stop-key';
import type { Scope } from '$lib/server/auth/scope';
import { appRouter } from '$lib/server/trpc/router';
import { PROCEDURES } from '../../guards/access-table';
import { asOwner, useDatabase } from '../../support/database';
import { callerFor, portalScopeOf, resolverScopeOf, tokenIn } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { allowedIn, ANSWERS, PAGES } from './answer-keys';
import { ID_DOORS } from './id-doors';
import { keysIn, type Keys } from './keys-in';
import { readers, visitOf } from './pages-of-links';
import { INSIDE, otherViews, plant, toldIn, WORDS } from './planted';
import { saidIn } from './said-in';
import { fill, type Things } from './things';

useDatabase();

let ours: Company;
let mine: Things;
/** With other cases and invoices of the same customer. */
let views: Things[];
let customer: Scope;
let resolver: Scope;
let secret: string;

/** The last is called like a colleague: who may be handed a question is named to whoever has it. */
const OF_RESOLVERS = [INSIDE.note, INSIDE.file, INSIDE.question, INSIDE.called];

beforeAll(async () => {
	({ ours } = await buildWorld());
	({ account: mine } = await fill(ours));
	await plant(ours, mine);
	// Somebody a question can be handed to is in a team.
	await asOwner(`update "user" set team = 'logistics' where id = $1`, [ours.users.approver.id]);
	views = [mine, ...(await otherViews(ours, mine))];
	customer = await portalScopeOf(ours.account.portalPath);
	resolver = await resolverScopeOf(ours.account.resolverPath);
	secret = await stopSecret();
});

/** In the mails of somebody who follows the case. */
async function stopSecret(): Promise<string> {
	const secret = stopKeyOf(mine.followerId);
	await asOwner('update dispute_follower set stop_hash = $2 where id = $1', [
		...[mine.followerId, hashOf(secret)]
	]);
	return secret;
}

type Procedure = { _def: { query?: boolean } };
const procedures = appRouter._def.procedures as unknown as Record<string, Procedure>;
const isOfLink = (name: string): boolean =>
	['customer', 'resolver-link'].includes(PROCEDURES[name] as string) ||
	(/^(follow|links)\./.test(name) && procedures[name]!._def.query === true);
const doors = Object.keys(procedures)
	.filter(isOfLink)
	.sort((a, b) => rank(a) - rank(b));

/** What changes something comes last, and what takes something back at the very end. */
function rank(name: string): number {
	if (procedures[name]!._def.query) return 0;
	return /withdraw|unfollow|turnOff/.test(name) ? 2 : 1;
}

const refused = Symbol('refused');
const settled = (work: () => unknown): Promise<unknown> =>
	(async () => work())().catch(() => refused);

/** With everything a link may name, or with nothing; a refusal says nothing but its code. */
async function answersOf(name: string): Promise<unknown[]> {
	const knocks = Object.entries(ID_DOORS).filter(([door]) => door.split(' ')[0] === name);
	const inputs = await Promise.all(
		views.flatMap((things) => knocks.map(([, knock]) => knock(things, things)))
	);
	const scope = name.startsWith('resolver.') ? resolver : customer;
	const call = name
		.split('.')
		.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], callerFor(scope));
	const answers: unknown[] = [];
	for (const input of [undefined, {}, ...BESIDES(name), ...inputs])
		answers.push(await settled(() => (call as (input: unknown) => unknown)(input)));
	return answers.filter((answer) => answer !== refused);
}

const device = { endpoint: 'https://push.test/1', p256dh: 'x'.repeat(87), auth: 'x'.repeat(22) };

/** What carries no id of a row. */
const BESIDES = (name: string): unknown[] => {
	const token = tokenIn(ours.account.portalPath);
	if (name.startsWith('follow.')) return [{ secret }];
	if (name.startsWith('links.')) return [{ token, kind: 'portal' }];
	if (name.startsWith('portal.devices.')) return [device];
	if (name === 'portal.customers.icon') return [{ size: 192, maskable: false }];
	return name === 'portal.uploads.begin'
		? [{ name: 'bon.pdf', bytes: 8, idempotencyKey: 'another upload' }]
		: [];
};

async function whatPageSays(name: string, read: (event: unknown) => unknown): Promise<unknown[]> {
	const [path, scope] = name.startsWith('/r')
		? [ours.account.resolverPath, resolver]
		: [ours.account.portalPath, customer];
	const visits = views.map((of) => settled(() => read(visitOf(name, { path, scope, of, secret }))));
	const answers = (await Promise.all(visits)).filter((answer) => answer !== refused);
	return Promise.all(answers.map(bodyOf));
}

/** Of an address its file, or its JSON. */
async function bodyOf(answer: unknown): Promise<unknown> {
	if (!(answer instanceof Response)) return answer;
	const isJson = answer.headers.get('content-type')?.includes('json');
	return isJson ? answer.json() : new Uint8Array(await answer.arrayBuffer());
}

test('what is looked for is there to be found: staff read it', async () => {
	const { disputes, customers, fields, worklist } = callerFor(ours.desk.admin).desk;
	const { customerId, disputeId, invoiceId, code } = mine;
	const references = views.flatMap(({ reference, untouched }) => [reference, untouched]);
	const said = await saidIn([
		await Promise.all(references.map((reference) => disputes.page({ reference }))),
		await Promise.all([fields.ofCustomer({ customerId }), fields.ofInvoice({ invoiceId })]),
		...[await customers.page({ code }), await worklist.postponed({ disputeIds: [disputeId] })]
	]);
	expect(WORDS.filter((words) => !said.includes(words))).toEqual([]);
});

describe('what a page or an address of a link is given', async () => {
	const reads = await readers();
	test('each is written down', () => {
		expect(Object.keys(reads).sort()).toEqual(Object.keys(PAGES).sort());
	});
	test.each(Object.keys(reads))('%s', async (name) => {
		const answers = await whatPageSays(name, reads[name]!);
		expect(beyond(keysIn(answers), allowedIn(PAGES[name]!))).toEqual([]);
		expect(tellingTooMuch(name, await saidIn(answers))).toEqual([]);
	});
});

describe('an answer to a link has the keys that are written down for it and no other', () => {
	test('each is written down, and each that is written down is there', () => {
		expect([...doors].sort()).toEqual(Object.keys(ANSWERS).sort());
	});
	test.each(doors)('%s', async (name) => {
		const answers = await answersOf(name);
		expect(beyond(keysIn(answers), ANSWERS[name]!)).toEqual([]);
		if (rank(name) === 0) expect(keysIn(answers)).toEqual(ANSWERS[name]);
		if (rank(name) === 0 && !NOTHING_THERE.includes(name)) expect(answers).not.toEqual([]);
		expect(tellingTooMuch(name, await saidIn(answers))).toEqual([]);
	});
});

/** A house without a logo, and a claim that was not sent just now. */
const NOTHING_THERE = ['portal.customers.logo', 'portal.customers.icon', 'portal.disputes.opened'];

/** Whoever is asked about a case reads what colleagues say in it; the customer nothing of theirs. */
function tellingTooMuch(name: string, said: string): string[] {
	const mayRead: readonly string[] = /^(resolver\.|\/r\/)/.test(name) ? OF_RESOLVERS : [];
	return toldIn(said).filter((words) => !mayRead.includes(words));
}

function beyond(keys: Keys, allowed: Keys): string[] {
	return Object.entries(keys).flatMap(([at, names]) => {
		const known = (allowed[at] ?? '').split(' ');
		return names.split(' ').flatMap((name) => (known.includes(name) ? [] : [`${at} ${name}`]));
	});
}
