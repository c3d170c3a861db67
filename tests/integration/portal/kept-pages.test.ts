import { gunzipSync } from 'node:zlib';
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RequestEvent } from '@sveltejs/kit';
import { uuidv7 } from 'uuidv7';
import { setClock } from '$lib/server/clock';
import { openDoor } from '$lib/server/auth/links';
import { unitOfWork, type Unit } from '$lib/server/db/client';
import { customer, hold } from '$lib/server/db/schema/customers';
import { dispute } from '$lib/server/db/schema/disputes';
import { link } from '$lib/server/db/schema/links';
import { organisation } from '$lib/server/db/schema/organisations';
import { reason } from '$lib/server/db/schema/reasons';
import type { SystemScope } from '$lib/server/auth/scope';
import { keptPages } from '$lib/server/http/kept-pages';
import { TEST_INSTANT, useDatabase } from '../../support/database';
import { buildDispute, buildInvoice, buildPayment, buildPortalLink } from '../../support/factories';
import { callerFor, tokenIn } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();

let ours: Company;
let other: Company;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
});

/** The account page as a browser asks for it; what it says stands for what it looks like. */
async function visit(
	path: string,
	extra: Partial<{ language: 'fr' | 'en'; encoding: string; version: string }> = {}
) {
	const { scope, dataVersion } = await openDoor(tokenIn(path), 'portal');
	const url = new URL(`http://localhost/p/${tokenIn(path)}`);
	const event = {
		url,
		route: { id: '/p/[token]' },
		request: new Request(url, { headers: { 'accept-encoding': extra.encoding ?? 'gzip' } }),
		locals: {
			scope,
			dataVersion: extra.version ?? dataVersion,
			language: extra.language ?? 'fr',
			requestId: 'test'
		}
	} as unknown as RequestEvent;
	let drawn = false;
	const answer = await keptPages({
		event,
		resolve: async () => {
			drawn = true;
			const { customers } = callerFor(scope).portal;
			return page(JSON.stringify([await customers.frame(), await customers.account()], plain));
		}
	});
	const body = Buffer.from(await answer.arrayBuffer());
	return { drawn, text: answer.headers.has('content-encoding') ? unpacked(body) : String(body) };
}

const unpacked = (body: Buffer): string => gunzipSync(body).toString();
const plain = (_: string, value: unknown): unknown =>
	typeof value === 'bigint' ? String(value) : value;
const page = (text: string): Response =>
	new Response(text, { headers: { 'content-type': 'text/html; charset=utf-8' } });

const inside = (work: (unit: Unit<SystemScope>) => Promise<unknown>) =>
	unitOfWork(ours.inside, work);

describe('what was committed on another connection is on the very next page', () => {
	const changes: [string, () => Promise<unknown>][] = [
		['an invoice', () => buildInvoice(ours.inside, ours.account.customer)],
		['a payment', () => buildPayment(ours.inside, ours.account.dueSoon, 12_345n)],
		['a dispute', () => buildDispute(ours.inside, ours.account.overdue)],
		[
			'how far a dispute is',
			() =>
				inside(({ tx }) =>
					tx
						.update(dispute)
						.set({ status: 'waiting_customer' })
						.where(eq(dispute.id, ours.account.dispute.id))
				)
		],
		[
			'bank details',
			() => inside(({ tx }) => tx.update(organisation).set({ iban: 'FR7630006000011234567890189' }))
		],
		[
			'the creditor’s telephone',
			() => inside(({ tx }) => tx.update(organisation).set({ phone: '01' }))
		],
		[
			'the name of the customer',
			() =>
				inside(({ tx }) =>
					tx
						.update(customer)
						.set({ name: 'Renommée SARL' })
						.where(eq(customer.id, ours.account.customer.id))
				)
		]
	];
	for (const [what, change] of changes)
		it(what, async () => {
			const before = await visit(ours.account.portalPath);
			await change();
			const after = await visit(ours.account.portalPath);
			expect(after.drawn).toBe(true);
			expect(after.text).not.toBe(before.text);
		});

	it('whatever it is: a pause, a reason, also where this page shows it not', async () => {
		const seen = async () =>
			(await openDoor(tokenIn(ours.account.portalPath), 'portal')).dataVersion;
		const changes = [
			() =>
				inside(({ tx, now }) =>
					tx.insert(hold).values({
						id: uuidv7(),
						organisationId: ours.inside.organisationId,
						customerId: ours.account.customer.id,
						kind: 'manual',
						reason: 'test',
						createdAt: now,
						createdBy: 'test'
					})
				),
			() => inside(({ tx }) => tx.update(reason).set({ deadlineDays: 9 }))
		];
		for (const change of changes) {
			const before = await seen();
			await change();
			expect(await seen()).not.toBe(before);
		}
	});
});

describe('a kept page', () => {
	it('is asked of the link each time: a revoked one opens nothing', async () => {
		const path = await buildPortalLink(ours.inside, ours.account.contact);
		await visit(path);
		await inside(({ tx, now }) =>
			tx.update(link).set({ revokedAt: now }).where(eq(link.customerId, ours.account.customer.id))
		);
		await expect(visit(path)).rejects.toMatchObject({ code: 'link_revoked' });
	});

	it('is never another customer’s, of the same company or not', async () => {
		const mine = await visit(ours.neighbour.portalPath);
		const theirs = await visit(other.account.portalPath);
		expect(mine.text).toContain('M2-overdue');
		expect(mine.text).not.toMatch(/M1-|N1-/);
		expect(theirs.text).toContain('N1-overdue');
		expect(theirs.text).not.toMatch(/M1-|M2-/);
	});

	it('is of its language, and nothing for who reads no compressed answers', async () => {
		await visit(ours.neighbour.portalPath);
		expect((await visit(ours.neighbour.portalPath, { language: 'en' })).drawn).toBe(true);
		expect((await visit(ours.neighbour.portalPath, { encoding: 'identity' })).drawn).toBe(true);
	});

	it('is given again within its quarter of an hour, and drawn again on a new day', async () => {
		const at = (instant: string) => setClock(new Date(instant));
		try {
			// In Paris, a summer's midnight is at 22:00.
			at('2026-03-03T22:46:00Z');
			// Beside this test others commit to the same server.
			const look = () => visit(ours.neighbour.portalPath, { version: 'the same' });
			expect((await look()).drawn).toBe(true);
			at('2026-03-03T22:59:50Z');
			expect((await look()).drawn).toBe(false);
			at('2026-03-03T23:00:00Z');
			expect((await look()).drawn).toBe(true);
		} finally {
			setClock(TEST_INSTANT);
		}
	});
});
