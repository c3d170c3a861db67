import { isRedirect, type RequestEvent } from '@sveltejs/kit';
import { beforeEach, describe, expect, test } from 'vitest';
import { setClock } from '$lib/server/clock';
import { listActions } from '../../../src/routes/(desk)/dunning/list-actions';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { buildInvoice, buildPayment } from '../../support/factories';
import { toHandOver } from './handed-over';
import { day } from './world';

useDatabase();
beforeEach(() => setClock(TEST_INSTANT));

type World = Awaited<ReturnType<typeof toHandOver>>;

/** A formal notice by mail about what was asked for in February, the leader alone. */
const formalNotice = (
	{ inside, invoice }: World,
	{ status = 'sent', reasons = '[]', said = '{}' } = {}
) =>
	asOwner(
		`insert into notice (organisation_id, id, customer_id, contact_id, leader_invoice_id, step_id, step_key,
			run_id, channel, status, tone, reasons, content, planned_at, planned_on, closed_at, closed_on)
		select organisation_id, gen_random_uuid(), customer_id, contact_id, leader_invoice_id, step_id, 'formal_notice',
			run_id, 'email', $3, 'formal', $4, content::jsonb || $5::jsonb, planned_at, planned_on, planned_at, planned_on
		from notice where organisation_id = $1 and leader_invoice_id = $2 and status = 'sent'`,
		[inside.organisationId, invoice.id, status, reasons, said]
	);

const both = async ({ desk, noticeId }: World) => {
	const { rows } = await desk.review.queue({});
	return [await desk.dunning.notice({ noticeId }), rows.find((row) => row.noticeId === noticeId)!];
};

describe('a hand-over', () => {
	test('pressed in the list is shown first, and never one of many', async () => {
		const world = await toHandOver();
		await formalNotice(world);
		const { desk, noticeId, scope } = world;
		const form = new FormData();
		form.set('noticeId', noticeId);
		const event = {
			request: new Request('http://x/dunning', { method: 'POST', body: form }),
			locals: { scope, language: 'fr' }
		} as unknown as RequestEvent;
		const went = await listActions.confirm(event).then(
			() => null,
			(thrown: unknown) => thrown
		);
		expect(isRedirect(went) && went.location).toBe(`/dunning/notices/${noticeId}#confirm`);
		const whole = { filter: { channel: 'legal' as const }, seen: 1 };
		for (const chosen of [whole, { noticeIds: [noticeId] }])
			expect(await desk.review.decide({ verb: 'confirm', chosen })).toMatchObject({
				done: 0,
				refused: [{ noticeId, code: 'one_at_a_time' }]
			});
		expect((await desk.dunning.notice({ noticeId })).status).toBe('to_confirm');
	});

	test('says how much of it no formal notice asked for, by currency', async () => {
		const world = await toHandOver();
		const { inside, customer } = world;
		await formalNotice(world);
		for (const one of await both(world)) expect(one!.unannounced).toBeNull();
		await buildInvoice(inside, customer, { dueOn: day('2026-02-01'), totalMinor: 36_563n });
		await buildInvoice(inside, customer, { dueOn: day('2026-02-02') });
		// Due tomorrow: nothing of it is handed over.
		await buildInvoice(inside, customer, { dueOn: day('2026-03-04') });
		for (const one of await both(world))
			expect(one!.unannounced).toEqual({
				count: 2,
				amounts: [{ minor: 136_563n, currency: 'EUR' }]
			});
		await world.desk.dunning.confirm({ noticeId: world.noticeId });
	});

	test('says nothing of the kind where nobody was put on notice at all: that is said above', async () => {
		const world = await toHandOver();
		for (const one of await both(world)) expect(one!.unannounced).toBeNull();
	});

	test('says that the formal notice was skipped, by whom and why', async () => {
		const world = await toHandOver();
		await formalNotice(world, {
			status: 'cancelled',
			reasons: '["skipped"]',
			said: JSON.stringify({ by: 'Claire Morel', note: 'Accord commercial en cours' })
		});
		for (const one of await both(world))
			expect(one!.formalNotice).toMatchObject({
				state: 'skipped',
				on: '2026-02-05',
				skipped: { by: 'Claire Morel', reason: 'Accord commercial en cours' }
			});
		await expect(world.desk.dunning.confirm({ noticeId: world.noticeId })).rejects.toMatchObject({
			cause: { code: 'not_on_notice' }
		});
	});

	test('tells what was paid lately', async () => {
		const world = await toHandOver();
		const { desk, noticeId, inside, invoice } = world;
		await buildPayment(inside, invoice, 25_000n);
		expect((await desk.dunning.notice({ noticeId })).paidLately).toMatchObject([
			{ on: '2026-03-03', amount: { minor: 25_000n, currency: 'EUR' } }
		]);
		const elsewhere = await toHandOver();
		const other = await elsewhere.desk.dunning.notice({ noticeId: elsewhere.noticeId });
		expect(other.paidLately).toEqual([]);
	});
});
