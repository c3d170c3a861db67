import { unzipSync } from 'fflate';
import { uuidv7 } from 'uuidv7';
import { beforeAll, expect, test } from 'vitest';
import { deliverDue } from '$lib/server/delivery/deliver';
import '$lib/server/jobs/notice-hooks';
import { appRouter } from '$lib/server/trpc/router';
import { letsIn, PROCEDURES } from '../../guards/access-table';
import { asOwner, useDatabase } from '../../support/database';
import { buildUser } from '../../support/factories';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { ID_DOORS } from './id-doors';
import { bytesOf, saidIn, type Opens } from './said-in';
import { fill, type Things } from './things';

useDatabase();

/** Words of a note, the name of whom it calls, and the name of its file: nothing else says them. */
const INSIDE = ['transporteurcoupable', 'Zéphyrine Canari', 'constatinterne'];

let ours: Company;
let mine: Things;
let customer: ReturnType<typeof callerFor>;

beforeAll(async () => {
	({ ours } = await buildWorld());
	({ account: mine } = await fill(ours));
	const { id } = await buildUser(ours.inside, {
		...{ name: INSIDE[1]!, email: 'canari@m.test', role: 'resolver' }
	});
	const bytes = new TextEncoder().encode('%PDF-1.4 x');
	await callerFor(ours.desk.collector).desk.disputes.post({
		...{ disputeId: ours.account.dispute.id, audience: 'internal', mentions: [id] },
		...{ body: `Entre nous : ${INSIDE[0]}.`, idempotencyKey: uuidv7() },
		files: [{ name: `${INSIDE[2]}.pdf`, bytes }]
	});
	await deliverDue();
	customer = callerFor(await portalScopeOf(ours.account.portalPath));
});

const leaks = (text: string): string[] => INSIDE.filter((words) => text.includes(words));

const doors = Object.keys(appRouter._def.procedures).filter((name) =>
	letsIn(PROCEDURES[name]!, 'customer')
);
/** What a customer may ask for with each of his ids, or with none; a refusal says nothing but its code. */
async function answersOf(name: string): Promise<unknown[]> {
	const knocks = Object.entries(ID_DOORS).filter(([door]) => door.split(' ')[0] === name);
	const inputs = await Promise.all(knocks.map(([, knock]) => knock(mine, mine)));
	const call = name
		.split('.')
		.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], customer);
	return Promise.all(
		[undefined, {}, ...inputs].map((input) =>
			(call as (input: unknown) => Promise<unknown>)(input).catch(String)
		)
	);
}

// The mailbox of the demo shows every mail of invented people.
const asked = doors.filter((name) => name.startsWith('portal.'));

test('what is looked for is there to be found: staff read it', async () => {
	const page = await callerFor(ours.desk.collector).desk.disputes.page(mine);
	expect(leaks(await saidIn(page))).toEqual(INSIDE);
	expect(asked.length).toBeGreaterThan(30);
});

test.each(asked)('%s says no word of a note, of its file, nor whom it calls', async (name) => {
	expect(leaks(await saidIn(await answersOf(name)))).toEqual([]);
});

test('no mail but those to colleagues says them', async () => {
	const rows = await asOwner<{ to_email: string; said: string }>(
		`select to_email, concat(subject, html, text, facts::text) as said from delivery`
	);
	const to = rows.filter(({ said }) => leaks(said).length > 0).map(({ to_email }) => to_email);
	expect(to).toEqual(['canari@m.test']);
});

const pathsTelling = async (open: Opens, words = INSIDE): Promise<string[]> => {
	const files = Object.entries(unzipSync(await bytesOf(open)));
	const said = await Promise.all(files.map(async ([path, bytes]) => [path, await saidIn(bytes)]));
	return said.flatMap(([path, text]) => (words.some((one) => text!.includes(one)) ? [path!] : []));
};

test('a pack keeps them in the folder for the house, and that of an account leaves them out', async () => {
	const { proofs } = callerFor(ours.desk.collector).desk;
	const { reference, code } = mine;
	const wholePack = await proofs.ofCase({ reference, language: 'fr', internal: true });
	// What it lists are its files and mails, by name.
	const ofCase = await pathsTelling(wholePack.open, INSIDE.slice(0, 1));
	expect(ofCase.length).toBeGreaterThan(0);
	expect(ofCase.filter((path) => !path.startsWith('internal/'))).toEqual([]);
	const handed = await proofs.ofCase({ reference, language: 'fr' });
	expect(await pathsTelling(handed.open)).toEqual([]);
	const { open } = await proofs.ofCustomer({ code, language: 'fr', internal: false });
	expect(await pathsTelling(open)).toEqual([]);
});
