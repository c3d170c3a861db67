import { beforeAll, describe, expect, test } from 'vitest';
import { sql } from 'drizzle-orm';
import { NOTHING_SEEN } from '$lib/domain/fields/value';
import type { Scope } from '$lib/server/auth/scope';
import { appRouter } from '$lib/server/trpc/router';
import { unitOfWork } from '$lib/server/db/client';
import { letsIn, PROCEDURES } from '../../guards/access-table';
import { useDatabase } from '../../support/database';
import { callerFor, portalScopeOf, resolverScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { ID_DOORS } from '../access/id-doors';
import { saidIn } from '../access/said-in';
import { fill, type Things } from '../access/things';

useDatabase();

/** Nothing else of the world says these. */
const KNOWN = ['Secteurdelamaison', 'payeurfragile', 'chantierdifficile'];
let ours: Company;
let mine: Things;

beforeAll(async () => {
	({ ours } = await buildWorld());
	({ account: mine } = await fill(ours));
	const labels = { fr: KNOWN[0]!, en: `${KNOWN[0]} en`, de: '', es: '' };
	await callerFor(ours.desk.admin).desk.fields.change({ id: mine.fieldId, labels, choices: [] });
	const { fields } = callerFor(ours.desk.collector).desk;
	await fields.fillCustomer({
		...{ customerId: mine.customerId, seen: NOTHING_SEEN },
		values: [{ fieldId: mine.fieldId, value: KNOWN[1]! }]
	});
	scopes = {
		customer: await portalScopeOf(ours.account.portalPath),
		'resolver-link': await resolverScopeOf(ours.account.resolverPath)
	};
	await fields.fillInvoice({
		...{ invoiceId: mine.invoiceId, seen: NOTHING_SEEN },
		values: [{ fieldId: mine.invoiceFieldId, value: KNOWN[2]! }]
	});
});

const leaks = async (said: unknown): Promise<string[]> => {
	const text = await saidIn(said);
	return KNOWN.filter((words) => text.includes(words));
};

test('what is looked for is there to be found: staff read it', async () => {
	const { fields } = callerFor(ours.desk.resolver).desk;
	const all = [await fields.ofCustomer(mine), await fields.ofInvoice(mine)];
	expect(await leaks(all)).toEqual(KNOWN);
	const file = await callerFor(ours.desk.collector).desk.customers.listFile({
		...{ known: '', as: 'xlsx', language: 'fr' }
	});
	expect(await leaks(file)).toEqual(KNOWN.slice(0, 2));
});

/** Opened before anybody knocks: one of the doors closes the link. */
let scopes: Record<'customer' | 'resolver-link', Scope>;

describe.each(['customer', 'resolver-link'] as const)('through the link of a %s', (visitor) => {
	test('the database gives neither the fields nor what is in them', async () => {
		for (const table of ['custom_field', 'custom_value']) {
			const count = sql.raw(`select count(*)::int as n from ${table}`);
			const { rows } = await unitOfWork(scopes[visitor], ({ tx }) =>
				tx.execute<{ n: number }>(count)
			);
			expect(rows).toEqual([{ n: 0 }]);
		}
	});

	const doors = Object.keys(appRouter._def.procedures).filter(
		(name) => /^(portal|resolver)\./.test(name) && letsIn(PROCEDURES[name]!, visitor)
	);

	test.each(doors)('%s says none of it', async (name) => {
		const caller = callerFor(scopes[visitor]);
		const call = name
			.split('.')
			.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], caller) as Call;
		const knocks = Object.entries(ID_DOORS).filter(([door]) => door.split(' ')[0] === name);
		const inputs = await Promise.all(knocks.map(([, knock]) => knock(mine, mine)));
		let answers = 0;
		for (const input of [undefined, {}, ...inputs]) {
			const [said] = await Promise.allSettled([call(input)]);
			if (said.status === 'fulfilled') answers++;
			const words = said.status === 'fulfilled' ? said.value : String(said.reason);
			expect(await leaks(words)).toEqual([]);
		}
		expect(answers > 0).toBe(!REFUSING.includes(name));
	});
});

/** They want more than an id and refuse all that is asked here: for them the empty tables are the only proof. */
const REFUSING = [
	...['portal.customers.logo', 'portal.customers.icon', 'portal.devices.turnOn'],
	...['portal.devices.turnOff', 'portal.disputes.opened', 'portal.disputes.follow'],
	...['portal.disputes.answerProposal', 'portal.disputes.rate', 'portal.uploads.begin'],
	...['portal.uploads.keep', 'portal.uploads.write'],
	...['resolver.disputes.mailWaiting', 'resolver.disputes.answer']
];

type Call = (input: unknown) => Promise<unknown>;
