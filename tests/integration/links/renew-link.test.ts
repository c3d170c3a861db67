import { and, eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hashOf } from '$lib/server/auth/hash';
import { revokeLink } from '$lib/server/auth/revoke-link';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { contact } from '$lib/server/db/schema/customers';
import { delivery } from '$lib/server/db/schema/delivery';
import { link } from '$lib/server/db/schema/links';
import { TEST_INSTANT, useDatabase } from '../../support/database';
import { buildContact, buildPortalLink, type ContactRow } from '../../support/factories';
import { callerFor, portalScopeOf, tokenIn } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();

let ours: Company;
let holder: ContactRow;
let token: string;
const links = callerFor(null).links;
const DAY = 86_400_000;

beforeAll(async () => {
	({ ours } = await buildWorld());
});
beforeEach(async () => {
	setClock(TEST_INSTANT);
	holder = await buildContact(ours.inside, ours.account.customer, { name: 'Ana Petit' });
	token = tokenIn(await buildPortalLink(ours.inside, holder));
});

const mailsTo = (email: string) =>
	unitOfWork(ours.inside, ({ tx }) =>
		tx
			.select()
			.from(delivery)
			.where(and(eq(delivery.mail, 'new-link'), eq(delivery.toEmail, email)))
	);
const revoke = () =>
	unitOfWork(ours.inside, async (unit) => {
		const [row] = await unit.tx
			.select({ id: link.id })
			.from(link)
			.where(eq(link.tokenHash, hashOf(token)));
		await revokeLink(unit, row!.id);
	});

describe('a link tells its state', () => {
	it('alive, expired, revoked, unknown', async () => {
		expect(await links.state({ token, kind: 'portal' })).toBe('open');
		await expect(links.state({ token, kind: 'resolver' })).rejects.toMatchObject({
			message: 'link_unknown'
		});
		await expect(links.state({ token: 'x'.repeat(43), kind: 'portal' })).rejects.toMatchObject({
			message: 'link_unknown'
		});
		setClock(new Date(TEST_INSTANT.getTime() + 121 * DAY));
		await expect(links.state({ token, kind: 'portal' })).rejects.toMatchObject({
			message: 'link_expired'
		});
		setClock(TEST_INSTANT);
		await revoke();
		await expect(links.state({ token, kind: 'portal' })).rejects.toMatchObject({
			message: 'link_revoked'
		});
	});

	it('without a link, every door of the portal stays shut', async () => {
		const portal = callerFor(null).portal;
		await expect(portal.customers.account()).rejects.toMatchObject({ message: 'link_unknown' });
		await expect(
			portal.disputes.open({
				items: [{ invoiceId: ours.account.overdue.id }],
				reasonCode: 'price_unit',
				idempotencyKey: 'no-link-here',
				language: 'fr'
			})
		).rejects.toMatchObject({ message: 'link_unknown' });
	});
});

describe('a new link', () => {
	it('goes to the address of the dead one, and opens the same account', async () => {
		await revoke();
		await links.renew({ token });
		const [mail, ...more] = await mailsTo(holder.email);
		expect(more).toEqual([]);
		expect(mail).toMatchObject({
			customerId: ours.account.customer.id,
			toName: 'Ana Petit',
			facts: { customerName: 'Customer m1' }
		});
		const [fresh] = await unitOfWork(ours.inside, ({ tx }) =>
			tx.select().from(link).where(eq(link.id, mail!.linkId!))
		);
		expect(fresh).toMatchObject({
			holderEmail: holder.email,
			customerId: ours.account.customer.id,
			revokedAt: null
		});
	});

	it('goes to nobody who has left', async () => {
		await unitOfWork(ours.inside, ({ tx, now }) =>
			tx.update(contact).set({ removedAt: now }).where(eq(contact.id, holder.id))
		);
		await links.renew({ token });
		await links.renew({ email: holder.email });
		expect(await mailsTo(holder.email)).toEqual([]);
		// His page says so, and whom to call.
		expect(await links.creditor({ token })).toMatchObject({ renewable: false });
	});

	it('can be asked for by a known address, however it is typed', async () => {
		await links.renew({ email: holder.email });
		const mails = await mailsTo(holder.email);
		expect(mails).toHaveLength(1);
		// The link he has goes on opening, and his mail does not say otherwise.
		expect(await links.state({ token, kind: 'portal' })).toBe('open');
		expect(mails[0]!.facts).toMatchObject({ oldEnded: false });
	});

	it('answers an unknown address and an unknown token exactly the same, and writes to nobody', async () => {
		expect(await links.renew({ email: 'stranger@nowhere.test' })).toBeUndefined();
		expect(await links.renew({ token: 'y'.repeat(43) })).toBeUndefined();
		expect(await mailsTo('stranger@nowhere.test')).toEqual([]);
	});

	it('leaves three times an hour at most, also when asked ten times at once', async () => {
		for (let i = 0; i < 6; i++) await links.renew({ token });
		await Promise.all(Array.from({ length: 10 }, () => links.renew({ token })));
		expect(await mailsTo(holder.email)).toHaveLength(3);
		setClock(new Date(TEST_INSTANT.getTime() + DAY / 24));
		await links.renew({ token });
		expect(await mailsTo(holder.email)).toHaveLength(4);
	});
});

it('no raw token is kept anywhere', async () => {
	await links.renew({ token });
	const rows = await unitOfWork(ours.inside, async ({ tx }) => [
		...(await tx.select().from(link)),
		...(await tx.select().from(delivery))
	]);
	expect(JSON.stringify(rows, (_, v) => (typeof v === 'bigint' ? String(v) : v))).not.toContain(
		token
	);
	expect((await portalScopeOf(`/p/${token}`)).holder.email).toBe(holder.email);
});

describe('whose link it was', () => {
	it('is known to who holds one that has ended, and to nobody who guesses', async () => {
		await revoke();
		expect(await links.creditor({ token })).toMatchObject({ name: 'Menuiserie Dupont' });
		expect(Object.keys((await links.creditor({ token }))!).sort()).toEqual([
			...['accent', 'email', 'logo', 'name', 'phone', 'renewable']
		]);
		expect(await links.creditor({ token })).toMatchObject({ renewable: true });
		expect(await links.creditor({ token: 'x'.repeat(43) })).toBeNull();
		expect(await links.creditor({ token: 'short' })).toBeNull();
	});
});
