import { and, eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { delivery } from '$lib/server/db/schema/delivery';
import { link } from '$lib/server/db/schema/links';
import { dispute } from '$lib/server/db/schema/disputes';
import { TEST_INSTANT, useDatabase } from '../../support/database';
import {
	buildAssignment,
	buildDispute,
	buildInvoice,
	buildResolverLink,
	type AssignmentRow,
	type DisputeRow
} from '../../support/factories';
import { callerFor, tokenIn } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();

let ours: Company;
let about: DisputeRow;
let asked: AssignmentRow;
let token: string;
let count = 0;
const links = callerFor(null).links;
const DAY = 86_400_000;

beforeAll(async () => {
	({ ours } = await buildWorld());
});
beforeEach(async () => {
	setClock(TEST_INSTANT);
	const invoice = await buildInvoice(ours.inside, ours.account.customer);
	about = await buildDispute(ours.inside, invoice, { status: 'assigned' });
	asked = await buildAssignment(ours.inside, about, {
		resolverName: 'Nadia',
		resolverEmail: `nadia-${++count}@organisation.test`
	});
	token = tokenIn(await buildResolverLink(ours.inside, asked));
});

const mailsTo = (email: string) =>
	unitOfWork(ours.inside, ({ tx }) =>
		tx
			.select()
			.from(delivery)
			.where(and(eq(delivery.mail, 'resolver-request'), eq(delivery.toEmail, email)))
	);
const state = () => links.state({ token, kind: 'resolver' });
const close = (status: DisputeRow['status']) =>
	unitOfWork(ours.inside, ({ tx }) =>
		tx.update(dispute).set({ status }).where(eq(dispute.id, about.id))
	);
const giveTo = (resolverEmail: string) =>
	callerFor(ours.desk.collector).desk.disputes.assign({ disputeId: about.id, resolverEmail });

describe('a dead link', () => {
	it('that was closed opens the same case again, at the address it was made for', async () => {
		await callerFor(ours.desk.admin).desk.links.revoke({ code: null });
		await expect(state()).rejects.toMatchObject({ message: 'link_revoked' });
		await links.renew({ token });
		const [mail, ...more] = await mailsTo(asked.resolverEmail);
		expect(more).toEqual([]);
		expect(mail).toMatchObject({ disputeId: about.id, facts: { reference: about.reference } });
		const [fresh] = await unitOfWork(ours.inside, ({ tx }) =>
			tx.select().from(link).where(eq(link.id, mail!.linkId!))
		);
		expect(fresh).toMatchObject({ assignmentId: asked.id, revokedAt: null });
	});

	it('of somebody who is not asked any more opens nothing, whoever asks and however', async () => {
		await giveTo('successor@organisation.test');
		await expect(state()).rejects.toMatchObject({ message: 'link_revoked' });
		await links.renew({ token });
		await links.renew({ email: asked.resolverEmail, kind: 'resolver' });
		expect(await mailsTo(asked.resolverEmail)).toEqual([]);
		expect(await mailsTo('successor@organisation.test')).toHaveLength(1);
	});

	it('of a case that is over opens nothing', async () => {
		for (const status of ['decided', 'resolved', 'withdrawn'] as const) {
			await close(status);
			await links.renew({ token });
			await links.renew({ email: asked.resolverEmail, kind: 'resolver' });
		}
		expect(await mailsTo(asked.resolverEmail)).toEqual([]);
	});

	it('nobody ever made is answered the same, and writes to nobody', async () => {
		await expect(links.state({ token: 'z'.repeat(43), kind: 'resolver' })).rejects.toMatchObject({
			message: 'link_unknown'
		});
		expect(await links.renew({ token: 'z'.repeat(43) })).toBeUndefined();
		expect(await links.renew({ email: 'nobody@else.test', kind: 'resolver' })).toBeUndefined();
		expect(await mailsTo('nobody@else.test')).toEqual([]);
	});
});

describe('somebody who lost the address of his link', () => {
	it('gets it by the address he was asked at, however it is typed', async () => {
		await links.renew({ email: asked.resolverEmail.toUpperCase(), kind: 'resolver' });
		expect(await mailsTo(asked.resolverEmail)).toHaveLength(1);
	});

	it('and no link of a customer, nor the other way round', async () => {
		await links.renew({ email: asked.resolverEmail });
		await links.renew({ email: ours.account.contact.email, kind: 'resolver' });
		expect(await mailsTo(asked.resolverEmail)).toEqual([]);
		expect(await mailsTo(ours.account.contact.email)).toEqual([]);
	});
});

describe('asked again and again', () => {
	it('three leave in an hour, also when ten are asked for at once', async () => {
		for (let i = 0; i < 5; i++) await links.renew({ token });
		await Promise.all(Array.from({ length: 10 }, () => links.renew({ token })));
		expect(await mailsTo(asked.resolverEmail)).toHaveLength(3);
	});

	it('one leaves in an hour for whoever only types an address', async () => {
		for (let i = 0; i < 3; i++) await links.renew({ email: asked.resolverEmail, kind: 'resolver' });
		expect(await mailsTo(asked.resolverEmail)).toHaveLength(1);
		setClock(new Date(TEST_INSTANT.getTime() + DAY / 24));
		await links.renew({ email: asked.resolverEmail, kind: 'resolver' });
		expect(await mailsTo(asked.resolverEmail)).toHaveLength(2);
	});
});
