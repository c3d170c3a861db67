import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '$lib/domain/access';
import { viewToken } from '$lib/domain/view-token';
import type { PortalScope } from '$lib/server/auth/scope';
import { createSession } from '$lib/server/auth/session';
import { openView } from '$lib/server/auth/view-door';
import { unitOfWork } from '$lib/server/db/client';
import { sql } from 'drizzle-orm';
import { asOwner, useDatabase } from '../../support/database';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
let ours: Company;
let other: Company;
beforeAll(async () => void ({ ours, other } = await buildWorld()));

async function viewed(by = ours, role: Role = 'collector', of = ours): Promise<PortalScope> {
	const { id } = await createSession(by.users[role].id, by.inside.organisationId);
	return (await openView(viewToken(of.account.contact.id), id))!;
}

describe('a colleague who looks at an account as its contact', () => {
	test('sees what the contact sees, and is told that he looks on', async () => {
		const own = callerFor(await portalScopeOf(ours.account.portalPath)).portal;
		const lent = callerFor(await viewed()).portal;
		expect(await lent.customers.account()).toEqual(await own.customers.account());
		const { view, ...frame } = await lent.customers.frame();
		const { view: none, ...ownFrame } = await own.customers.frame();
		expect(frame).toEqual(ownFrame);
		expect(none).toBeNull();
		expect(view).toMatchObject({ back: { href: '/customers/M1' } });
		expect(view?.words).toContain(ours.account.contact.name);
	});

	test('can do nothing: each deed is refused, and the database would refuse it too', async () => {
		const scope = await viewed();
		const portal = callerFor(scope).portal;
		const question = {
			...{ kind: 'question', body: 'Bonjour', invoiceIds: [], language: 'fr' },
			idempotencyKey: uuidv7()
		} as const;
		await expect(portal.customers.write(question as never)).rejects.toThrow('view_only');
		await expect(portal.customers.replaceLinks()).rejects.toThrow('view_only');
		const { customerId, organisationId, holder } = scope;
		const written = unitOfWork(scope, ({ tx }) =>
			tx.execute(
				sql`update contact set name = 'Changed' where organisation_id = ${organisationId} and customer_id = ${customerId} and id = ${holder.contactId}`
			)
		);
		await expect(written).rejects.toMatchObject({
			cause: { message: 'cannot execute UPDATE in a read-only transaction' }
		});
	});

	test('is let in by his session alone, and sees no other house', async () => {
		const token = viewToken(ours.account.contact.id);
		await expect(openView(token, undefined)).rejects.toThrow('link_unknown');
		await expect(openView(token, 'nobody')).rejects.toThrow('link_unknown');
		await expect(viewed(other)).rejects.toThrow('link_unknown');
		expect(await openView('x'.repeat(43), undefined)).toBeNull();
	});

	test('ends when his account does, and with the contact', async () => {
		const { id } = await createSession(ours.users.approver.id, ours.inside.organisationId);
		const token = viewToken(ours.neighbour.contact.id);
		expect(await openView(token, id)).toMatchObject({ viewOnly: true });
		await asOwner('update contact set removed_at = now() where id = $1', [
			ours.neighbour.contact.id
		]);
		await expect(openView(token, id)).rejects.toThrow('link_unknown');
		await asOwner('update contact set removed_at = null where id = $1', [
			ours.neighbour.contact.id
		]);
		await asOwner('update "user" set disabled_at = now() where id = $1', [ours.users.approver.id]);
		await expect(openView(token, id)).rejects.toThrow('link_unknown');
	});
});
