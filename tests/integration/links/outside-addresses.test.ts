import { and, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { logDisputeInput } from '$lib/domain/disputes/schema';
import { renewByToken } from '$lib/server/auth/renew-link';
import { createLink, linkPath } from '$lib/server/auth/links';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { delivery } from '$lib/server/db/schema/delivery';
import { link } from '$lib/server/db/schema/links';
import { deliverDue } from '$lib/server/delivery/deliver';
import { assignDispute } from '$lib/server/disputes/assign-dispute';
import { logDispute } from '$lib/server/disputes/log-dispute';
import { TEST_INSTANT, useDatabase } from '../../support/database';
import { tokenIn } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { putInStatus } from '../disputes/traces';

useDatabase();

let ours: Company;
const DAY = 86_400_000;

beforeAll(async () => {
	({ ours } = await buildWorld());
});

const mailsTo = (email: string) =>
	unitOfWork(ours.inside, ({ tx }) =>
		tx.select().from(delivery).where(eq(delivery.toEmail, email)).orderBy(delivery.id)
	);
const log = (raisedByEmail: string, invoiceId: string) =>
	unitOfWork(ours.desk.collector, (unit) =>
		logDispute(unit, {
			customerId: ours.account.customer.id,
			source: 'phone',
			raisedByName: 'Paul Inconnu',
			raisedByEmail,
			items: [{ invoiceId }],
			reasonCode: 'price_unit',
			requestedOutcome: 'NOA',
			explanation: 'Prix',
			idempotencyKey: uuidv7(),
			files: []
		})
	);

describe('a dispute told on the phone', () => {
	it('opens the account to no address that was only typed: its mail is answered by mail', async () => {
		await log('paul@typo.test', ours.account.overdue.id);
		const [before] = await mailsTo('paul@typo.test');
		expect(before).toMatchObject({ mail: 'dispute-received', linkId: null });
		await deliverDue();
		const [mail] = await mailsTo('paul@typo.test');
		expect(mail!.text).toContain('mailto:compta@menuiserie.test');
		expect(`${mail!.text}${mail!.html}`).not.toContain('link.invalid');
		expect(mail!.text).toContain('Répondre par e-mail');
	});

	it('gives its link to a contact of the customer', async () => {
		await log(ours.account.contact.email.toUpperCase(), ours.account.dueSoon.id);
		const mails = await mailsTo(ours.account.contact.email);
		expect(mails.find(({ mail }) => mail === 'dispute-received')?.linkId).not.toBeNull();
	});

	it('comes by telephone, mail, post or e-mail, and by nothing else', () => {
		const { source } = logDisputeInput.shape;
		expect(source.options).toEqual(['phone', 'mail', 'post', 'email']);
	});
});

it('a link that was made for no contact is not renewed', async () => {
	const id = await unitOfWork(ours.inside, (unit) =>
		createLink(unit, {
			kind: 'portal',
			customerId: ours.account.customer.id,
			holderName: 'x',
			holderEmail: 'nobody@typo.test',
			language: 'fr'
		})
	);
	await renewByToken(tokenIn(linkPath('portal', id)));
	expect(await mailsTo('nobody@typo.test')).toEqual([]);
});

describe('a link a resolver asks for again', () => {
	const requests = async () =>
		(await mailsTo(ours.account.assignment.resolverEmail)).filter(
			({ mail }) => mail === 'resolver-request'
		);
	const renew = () => renewByToken(tokenIn(ours.account.resolverPath));
	const later = () => setClock(new Date(TEST_INSTANT.getTime() + 61 * DAY));

	it('is mailed anew to its own address while the case waits for the answer', async () => {
		await putInStatus(ours.account.dispute.id, 'assigned');
		later();
		await renew();
		const [mail, ...more] = await requests();
		expect(more).toEqual([]);
		expect(mail).toMatchObject({ disputeId: ours.account.dispute.id });
		const [fresh] = await unitOfWork(ours.inside, ({ tx }) =>
			tx
				.select()
				.from(link)
				.where(and(eq(link.organisationId, ours.inside.organisationId), eq(link.id, mail!.linkId!)))
		);
		expect(fresh).toMatchObject({
			kind: 'resolver',
			assignmentId: ours.account.assignment.id,
			holderEmail: ours.account.assignment.resolverEmail
		});
	});

	it('three times an hour at most', async () => {
		for (let i = 0; i < 5; i++) await renew();
		expect(await requests()).toHaveLength(3);
	});

	it('not once the case is closed, and not once somebody else is asked', async () => {
		setClock(new Date(TEST_INSTANT.getTime() + 63 * DAY));
		await putInStatus(ours.account.dispute.id, 'resolved');
		await renew();
		expect(await requests()).toHaveLength(3);
		await putInStatus(ours.account.dispute.id, 'in_progress');
		await unitOfWork(ours.inside, (unit) =>
			assignDispute(unit, {
				disputeId: ours.account.dispute.id,
				resolverName: 'Lea',
				resolverEmail: 'lea@menuiserie.test',
				question: ''
			})
		);
		await renew();
		expect(await requests()).toHaveLength(3);
		setClock(TEST_INSTANT);
	});
});
