import { beforeAll, describe, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { asOwner, useDatabase } from '../../support/database';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();

let ours: Company;
let other: Company;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
});

const desk = (company = ours) => callerFor(company.desk.collector).desk;
const customerId = () => ours.account.customer.id;
const page = () => desk().customers.page({ code: ours.account.customer.code });
const history = (show: 'all' | 'notes' | 'events' | 'messages') =>
	desk().proofs.history({ code: ours.account.customer.code, page: 1, show });

async function written(body: string): Promise<string> {
	const noteId = uuidv7();
	await desk().customers.writeNote({ noteId, customerId: customerId(), body });
	return noteId;
}

describe('a note about a customer', () => {
	test('is read by colleagues, the latest first, with who wrote it', async () => {
		await written('Préfère le téléphone.');
		await written('Nouvelle comptable en mars.');
		const { notes } = await page();
		expect(notes.rows.map(({ body }) => body)).toEqual([
			'Nouvelle comptable en mars.',
			'Préfère le téléphone.'
		]);
		expect(notes.rows[0]!.byName).toBe(ours.desk.collector.user.name);
	});

	test('without words is refused, and sent twice is there once', async () => {
		const noteId = uuidv7();
		const note = { noteId, customerId: customerId(), body: 'Deux fois.' };
		await expect(desk().customers.writeNote({ ...note, body: '  ' })).rejects.toThrow(
			'note_required'
		);
		await desk().customers.writeNote(note);
		await desk().customers.writeNote(note);
		await expect(desk().customers.writeNote({ ...note, contact: 'we_called' })).rejects.toThrow(
			'conflict'
		);
		await expect(desk().customers.writeNote({ ...note, body: 'Autre.' })).rejects.toThrow(
			'conflict'
		);
		expect((await page()).notes.rows.filter(({ body }) => body === 'Deux fois.')).toHaveLength(1);
	});

	test('struck out stays to be read, once, and its words cannot be rewritten', async () => {
		const noteId = await written('Erreur de client.');
		await desk().customers.strikeNote({ noteId });
		await desk().customers.strikeNote({ noteId });
		const struck = (await page()).notes.rows.find(({ id }) => id === noteId)!;
		expect(struck).toMatchObject({
			body: 'Erreur de client.',
			struckBy: ours.desk.collector.user.name
		});
		const told = await asOwner(
			`select 1 from audit_event where action = 'customer.note_struck' and data->>'id' = $1`,
			[noteId]
		);
		expect(told).toHaveLength(1);
		await expect(
			asOwner(`update customer_note set body = 'x' where id = $1`, [noteId])
		).rejects.toThrow('does not change');
	});

	test('is of no other house, and of no customer', async () => {
		const noteId = await written('Client fragile.');
		await expect(desk(other).customers.strikeNote({ noteId })).rejects.toThrow('not_found');
		await expect(
			desk(other).customers.writeNote({ noteId: uuidv7(), customerId: customerId(), body: 'x' })
		).rejects.toThrow('not_found');
		const { portal } = callerFor(await portalScopeOf(ours.account.portalPath));
		expect(JSON.stringify(await portal.customers.account({}), text)).not.toContain(
			'Client fragile.'
		);
	});
});

/** Amounts are of a kind JSON does not know. */
const text = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value);

describe('the history of a customer', () => {
	beforeAll(async () => {
		const { portal } = callerFor(await portalScopeOf(ours.account.portalPath));
		await portal.disputes.open({
			items: [{ invoiceId: ours.account.dueSoon.id, claimedMinor: 100n }],
			reasonCode: 'price_unit',
			explanation: 'Le prix convenu était plus bas.',
			...{ idempotencyKey: 'one dispute', language: 'fr' }
		});
	});

	test('holds messages, events and notes once, in one order, and each alone', async () => {
		const noteId = await written('Dans l’historique.');
		const all = await history('all');
		expect(all.rows.find(({ id }) => id === noteId)).toMatchObject({ kind: 'note' });
		const kinds = new Set(all.rows.map(({ kind }) => kind));
		expect(kinds.has('event')).toBe(true);
		const times = all.rows.map(({ at }) => at.getTime());
		expect(times).toEqual(times.toSorted((a, b) => b - a));
		const { counts } = all;
		expect(counts.all).toBe(counts.messages + counts.events + counts.notes);
		for (const show of ['messages', 'events', 'notes'] as const) {
			const part = await history(show);
			expect(part.total).toBe(counts[show]);
			expect(part.rows.length).toBe(Math.min(25, counts[show]));
		}
		expect((await history('notes')).rows.every(({ kind }) => kind === 'note')).toBe(true);
	});

	test('an event leads to what it was about', async () => {
		const { rows } = await history('events');
		const opened = rows.find((row) => row.kind === 'event' && row.action === 'dispute.opened');
		expect(opened).toMatchObject({ href: expect.stringContaining('/disputes/') });
	});
});

test('of a long history the latest are shown, and it is said that there are older ones', async () => {
	const { customer } = ours.neighbour;
	const at = (page: number) => desk().proofs.history({ code: customer.code, page, show: 'notes' });
	await desk().customers.writeNote({ noteId: uuidv7(), customerId: customer.id, body: 'Une.' });
	expect(await at(1)).toMatchObject({ pages: 1, latest: null });
	await asOwner(
		`insert into customer_note (organisation_id, id, customer_id, at, by_name, body)
		select organisation_id, gen_random_uuid(), customer_id, at - n * interval '1 minute', by_name, 'Note ' || n
		from customer_note, generate_series(1, 600) n where customer_id = $1`,
		[customer.id]
	);
	expect(await at(1)).toMatchObject({ pages: 20, latest: 500, total: 601 });
	expect((await at(20)).rows).toHaveLength(25);
	expect((await at(21)).rows[0]).toMatchObject({ body: 'Une.' });
});
