import { beforeAll, expect, test } from 'vitest';
import { sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { localDate } from '$lib/domain/calendar';
import { unitOfWork } from '$lib/server/db/client';
import { asOwner, useDatabase } from '../../support/database';
import { buildAssignment, buildDispute } from '../../support/factories';
import { callerFor, portalScopeOf, resolverScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
let ours: Company;
let other: Company;
let broken: Awaited<ReturnType<typeof buildDispute>>;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
	const explanation = 'Œuvre cassée à l’arrivée : palette n° 0042, réf. BL-77';
	broken = await buildDispute(ours.inside, ours.account.overdue, {
		explanation,
		openedOn: localDate('2026-02-10')
	});
	await buildDispute(other.inside, other.account.overdue, { explanation });
});
const desk = () => callerFor(ours.desk.collector).desk;
const found = async (filter: Record<string, unknown>) =>
	(await desk().disputes.queue(filter)).rows.map(({ id }) => id);
const say = (body: string, audience: 'customer' | 'internal') =>
	desk().disputes.post({ disputeId: broken.id, audience, body, idempotencyKey: uuidv7() });

test('a case is found by the beginnings of words of its explanation, without accents or capitals', async () => {
	for (const q of [
		'cassee',
		'CASSÉE',
		'pal',
		'arrivée palette',
		'oeuvre',
		'42',
		'0042',
		'bl-77',
		"':* | pal"
	])
		expect([q, await found({ q })]).toEqual([q, [broken.id]]);
	for (const q of ['alette', 'palettes', 'palette introuvable', '…'])
		expect([q, await found({ q })]).toEqual([q, []]);
});

test('every word counts, whether the reference, the customer, the invoice or a message says it', async () => {
	await say('Le transporteur Géodis a signé des réserves.', 'customer');
	await say('Vu avec Bérénice', 'internal');
	const number = broken.reference.replace(/.*-0*/, '');
	for (const q of [
		`lit ${number} geodis`,
		'customer m1 palette',
		'M1-overdue reserves',
		'berenice geodis'
	])
		expect([q, await found({ q })]).toEqual([q, [broken.id]]);
	expect(await found({ q: 'customer m2 palette' })).toEqual([]);
});

test('the same words in another organisation are found there and nowhere else', async () => {
	const theirs = await callerFor(other.desk.collector).desk.disputes.queue({ q: 'palette' });
	expect(theirs.rows).toHaveLength(1);
	expect(theirs.rows[0]!.id).not.toBe(broken.id);
});

test('what is searched for narrows the page; the number beside each view stays its own', async () => {
	const { total, views } = await desk().disputes.queue({ q: 'palette' });
	expect(total).toBe(1);
	expect(views.open).toBe((await desk().disputes.queue({})).total);
});

test('a customer who was renamed is found by either name, a case by words its customer took back', async () => {
	await asOwner(`update customer set name = 'Établissements Dupré' where id = $1`, [
		broken.customerId
	]);
	await asOwner(`update dispute set explanation = 'Tout est complet' where id = $1`, [broken.id]);
	for (const q of ['dupre complet', 'customer cassee', 'etablissements palette'])
		expect([q, await found({ q })]).toEqual([q, [broken.id]]);
});

test('no link reads the words of a case, of its own neither', async () => {
	for (const scope of [
		await portalScopeOf(ours.account.portalPath),
		await resolverScopeOf(ours.account.resolverPath)
	]) {
		const { rows } = await unitOfWork(scope, async ({ tx }) => {
			await tx.execute(sql`select set_config('app.search', '''lit'':*', true)`);
			return tx.execute(sql`select * from dispute_text`);
		});
		expect([scope.audience, rows]).toEqual([scope.audience, []]);
	}
});

test('words are found by their index, behind the policy', async () => {
	await asOwner(
		`insert into dispute_text (organisation_id, customer_id, dispute_id, words)
		select $1, $2, $3, words_of('mot' || n) from generate_series(1, 5000) n`,
		[broken.organisationId, broken.customerId, broken.id]
	);
	await asOwner('analyze dispute_text');
	const plan = await unitOfWork(ours.desk.collector, async ({ tx }) => {
		await tx.execute(sql`select set_config('app.search', '''pal'':*', true)`);
		return (await tx.execute(sql`explain select dispute_id from dispute_text`)).rows;
	});
	expect(JSON.stringify(plan)).toContain('dispute_text_words');
});

test('cases are narrowed by who has them, by their amount and by their day', async () => {
	const { collector } = ours.users;
	const mine = await buildDispute(ours.inside, ours.account.dueSoon, {
		status: 'assigned',
		claimedMinor: 12_345n
	});
	await buildAssignment(ours.inside, mine, { userId: collector.id });
	await asOwner(`update "user" set team = 'quality' where id = $1`, [collector.id]);
	expect(await found({ owner: 'me' })).toEqual([mine.id]);
	expect(await found({ owner: collector.id })).toEqual([mine.id]);
	expect(await found({ team: 'quality' })).toEqual([mine.id]);
	expect(await found({ team: 'quality', owner: ours.users.admin.id })).toEqual([]);
	expect(await found({ owner: other.users.collector.id })).toEqual([]);
	expect(await found({ owner: 'nobody' })).toContain(broken.id);
	expect(await found({ owner: 'nobody' })).not.toContain(mine.id);
	expect(await found({ amountFrom: '123.45', amountTo: '123.45' })).toEqual([mine.id]);
	expect(await found({ amountTo: '123.44' })).not.toContain(mine.id);
	expect(await found({ openedTo: '2026-02-10' })).toEqual([broken.id]);
	expect(await found({ openedFrom: '2026-02-11' })).not.toContain(broken.id);
	expect(await found({ openedFrom: 'yesterday', amountFrom: 'x', owner: 'z' })).toHaveLength(4);
});

test('what was closed of late is found by the day it ended, not by the day it began; what goes on again is not closed', async () => {
	const desk = callerFor(ours.desk.admin).desk;
	const closed = await buildDispute(ours.inside, ours.account.dueSoon, { status: 'in_progress' });
	await desk.disputes.close({ disputeId: closed.id, to: 'withdrawn', note: 'Réglé par téléphone' });
	expect(await found({ view: 'closed', closedWithin: '30' })).toEqual([closed.id]);
	expect(await found({ view: 'open', closedWithin: '30' })).toEqual([]);
	await asOwner(
		`update dispute_transition set on_day = on_day - 30 where dispute_id = $1 and to_status = 'withdrawn'`,
		[closed.id]
	);
	expect(await found({ view: 'closed', closedWithin: '30' })).toEqual([]);
	expect(await found({ view: 'closed', closedWithin: '31' })).toEqual([closed.id]);
	expect(await found({ view: 'closed' })).toContain(closed.id);
});
