import fs from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { ROLES } from '$lib/domain/access';
import type { Scope } from '$lib/server/auth/scope';
import { forgetEnv } from '$lib/server/env';
import { asAppError } from '$lib/server/trpc/errors';
import { appRouter } from '$lib/server/trpc/router';
import { asOwner, useDatabase } from '../support/database';
import { buildAssignment, buildResolverLink, buildUser } from '../support/factories';
import { callerFor, portalScopeOf, resolverScopeOf, tokenIn } from '../support/scopes';
import { buildWorld, type Company } from '../support/world';
import { letsIn, PROCEDURES, ROUTES, VISITORS, type Visitor } from './access-table';
import { ROOT } from './source';

useDatabase();

const procedures = Object.keys(appRouter._def.procedures).sort();
/** Of a procedure that changes nothing. */
const isRead = (name: string): boolean => {
	const all = appRouter._def.procedures as Record<string, unknown>;
	return (all[name] as { _def: { query?: boolean } })._def.query === true;
};
const scopes = {} as Record<Visitor, Scope | null>;
let ours: Company;
let leaver: { path: string; email: string };

beforeAll(async () => {
	({ ours } = await buildWorld());
	leaver = await leftBehind(ours);
	scopes.stranger = null;
	scopes['link-of-leaver'] = await resolverScopeOf(leaver.path).catch(() => null);
	scopes.customer = await portalScopeOf(ours.account.portalPath);
	scopes['resolver-link'] = await resolverScopeOf(ours.account.resolverPath);
	for (const role of ROLES) scopes[role] = ours.desk[role];
});

/** `/p/[token]/invoices/[number]` for every folder that has a page or an endpoint. */
function routes(): string[] {
	const files = fs.readdirSync(`${ROOT}/src/routes`, { recursive: true, encoding: 'utf8' });
	const folders = files
		.filter((file) => /\+(page\.svelte|server\.ts)$/.test(file))
		.map((file) => file.split('/').slice(0, -1).join('/'));
	return [...new Set(folders.map((folder) => `/${folder}`))].sort();
}

test('who may open each page and endpoint is decided in access-table.ts', () => {
	expect(routes().filter((route) => !(route in ROUTES))).toEqual([]);
	expect(Object.keys(ROUTES).filter((route) => !routes().includes(route))).toEqual([]);
});

test('who may call each procedure is decided in access-table.ts', () => {
	expect(procedures.filter((name) => !(name in PROCEDURES))).toEqual([]);
	expect(Object.keys(PROCEDURES).filter((name) => !procedures.includes(name))).toEqual([]);
});

describe.each(VISITORS)('%s', (visitor) => {
	test('is let in by the doors that say so and refused by all others', async () => {
		const decided = procedures.filter((name) => name in PROCEDURES);
		const answers: Record<string, boolean> = {};
		for (const name of decided) answers[name] = await isLetIn(name, scopes[visitor]);
		const expected = Object.fromEntries(
			decided.map((name) => [name, letsIn(PROCEDURES[name]!, visitor)])
		);
		expect(answers).toEqual(expected);
	});
});

test('a colleague who looks at an account as its customer reads what he reads, and changes nothing', async () => {
	const viewed = { ...scopes.customer, viewOnly: true } as Scope;
	const answers: Record<string, string> = {};
	for (const name of procedures) answers[name] = await codeOf(name, viewed);
	for (const name of procedures.filter((one) => PROCEDURES[one] !== 'everyone')) {
		const isHis = PROCEDURES[name] === 'customer';
		expect([name, REFUSED.includes(answers[name]!)]).toEqual([name, !(isHis && isRead(name))]);
		if (isHis && !isRead(name)) expect([name, answers[name]]).toEqual([name, 'view_only']);
	}
});

test('outside the demo its tools do not exist, and the mailbox is shown to no stranger', async () => {
	process.env.DEMO = 'off';
	forgetEnv();
	const door = callerFor(null);
	const deliveryId = '01890000-0000-7000-8000-000000000000';
	const calls = {
		clock: () => door.demo.clock(),
		setClock: () => door.demo.setClock({ days: 1 }),
		mails: () => door.mailbox.list({}),
		mail: () => door.mailbox.show({ deliveryId }),
		gallery: () => door.mailGallery.list(),
		sample: () => door.mailGallery.show({ mail: 'new-link', name: 'new-link', language: 'fr' })
	};
	for (const [name, call] of Object.entries(calls)) {
		const code = await call().then(
			() => 'answered',
			(thrown) => asAppError(thrown).code
		);
		expect([name, code]).toEqual([name, 'not_found']);
	}
});

describe('the link of a colleague whose account was closed', () => {
	const { links } = callerFor(null);
	/** What each public door of the links says to it; one that is added has to be thought about here. */
	const KNOCKS: Record<string, () => Promise<unknown>> = {
		'links.state': async () => {
			const codes = ['resolver', 'portal'].map(async (kind) =>
				links
					.state({ token: tokenIn(leaver.path), kind: kind as 'resolver' })
					.catch((thrown: unknown) => asAppError(thrown).code)
			);
			expect(await Promise.all(codes)).toEqual(['link_revoked', 'link_unknown']);
		},
		// Whom he may write to, and nothing of any case.
		'links.creditor': async () => {
			const keys = Object.keys((await links.creditor({ token: tokenIn(leaver.path) })) ?? {});
			expect(keys.filter((key) => /dispute|customer|reference/i.test(key))).toEqual([]);
		},
		'links.renew': async () => {
			await links.renew({ token: tokenIn(leaver.path) });
			for (const email of [leaver.email, leaver.email.toUpperCase()])
				for (const kind of ['resolver', 'portal'] as const) await links.renew({ email, kind });
		}
	};

	test('opens nothing, and renews nothing, at every door a link has', async () => {
		const doors = procedures.filter((name) => name.startsWith('links.'));
		expect(Object.keys(KNOCKS).sort()).toEqual(doors);
		const before = await linksAndMails();
		for (const knock of Object.values(KNOCKS)) await knock();
		expect(await linksAndMails()).toEqual(before);
		expect(scopes['link-of-leaver']).toBeNull();
	});
});

const linksAndMails = () =>
	asOwner('select (select count(*) from link) as links, (select count(*) from delivery) as mails');

/** He was asked, and left. */
async function leftBehind({ inside, account }: Company) {
	const { id, email } = await buildUser(inside, { role: 'resolver', email: 'left@leaver.test' });
	const asked = await buildAssignment(inside, account.dispute, { resolverEmail: email });
	const path = await buildResolverLink(inside, asked);
	expect(await resolverScopeOf(path)).toBeTruthy();
	await asOwner('update "user" set disabled_at = $2 where id = $1', [id, '2026-03-01T08:00:00Z']);
	return { path, email };
}

const REFUSED = ['not_signed_in', 'not_allowed', 'link_unknown', 'view_only'];

const isLetIn = async (name: string, scope: Scope | null): Promise<boolean> =>
	!REFUSED.includes(await codeOf(name, scope));

/** Called without input: whoever is let in is then told that something is missing, or gets an answer. */
async function codeOf(name: string, scope: Scope | null): Promise<string> {
	const call = name
		.split('.')
		.reduce<unknown>((door, key) => (door as Record<string, unknown>)[key], callerFor(scope));
	return (call as () => Promise<unknown>)().then(
		() => 'answered',
		(thrown: unknown) => asAppError(thrown).code
	);
}
