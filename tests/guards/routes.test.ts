import fs from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { ROLES } from '$lib/domain/access';
import type { Scope } from '$lib/server/auth/scope';
import { forgetEnv } from '$lib/server/env';
import { asAppError } from '$lib/server/trpc/errors';
import { appRouter } from '$lib/server/trpc/router';
import { useDatabase } from '../support/database';
import { callerFor, portalScopeOf, resolverScopeOf } from '../support/scopes';
import { buildWorld } from '../support/world';
import { letsIn, PROCEDURES, ROUTES, VISITORS, type Visitor } from './access-table';
import { ROOT } from './source';

useDatabase();

const procedures = Object.keys(appRouter._def.procedures).sort();
const scopes = {} as Record<Visitor, Scope | null>;

beforeAll(async () => {
	const { ours } = await buildWorld();
	scopes.stranger = null;
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

/** Called without input: whoever is let in is then told that something is missing, or gets an answer. */
async function isLetIn(name: string, scope: Scope | null): Promise<boolean> {
	const call = name
		.split('.')
		.reduce<unknown>((door, key) => (door as Record<string, unknown>)[key], callerFor(scope));
	try {
		await (call as () => Promise<unknown>)();
		return true;
	} catch (thrown) {
		return !['not_signed_in', 'not_allowed', 'link_unknown'].includes(asAppError(thrown).code);
	}
}
