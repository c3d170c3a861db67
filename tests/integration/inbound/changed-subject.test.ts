import { beforeAll, expect, test } from 'vitest';
import { unitOfWork } from '$lib/server/db/client';
import { deliverDue } from '$lib/server/delivery/deliver';
import { putMail } from '$lib/server/delivery/outbox';
import { useDatabase } from '../../support/database';
import { buildDispute, buildInvoice } from '../../support/factories';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { deliveriesOf, RECEIVED } from '../delivery/outbox-world';
import { arrive, listenToMail, replyAddressOf, written } from './mail-world';

useDatabase();
let ours: Company;
let other: Company;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
	listenToMail();
});

/** Answers the mail about the case by its own address. */
async function answering(company: Company, onceKey = 'subject') {
	const { account, inside } = company;
	const { contact, customer, dispute } = account;
	await unitOfWork(inside, (unit) =>
		putMail(unit, {
			...{ mail: 'dispute-received', onceKey, customerId: customer.id },
			to: { email: contact.email, name: contact.name, language: 'fr' },
			facts: { ...RECEIVED, reference: dispute.reference },
			disputeId: dispute.id,
			link: { kind: 'portal', contactId: contact.id }
		})
	);
	await deliverDue();
	const row = (await deliveriesOf(company)).find((sent) => sent.onceKey === onceKey)!;
	const to = replyAddressOf(company, row);
	return {
		subject: row.subject!,
		say: (subject: string, text: string) =>
			arrive(company, written({ from: contact.email, to, subject, text }))
	};
}
const desk = (company = ours) => callerFor(company.desk.collector).desk;
const page = (company = ours) =>
	desk(company).disputes.page({ reference: company.account.dispute.reference });

test('an answer about something else says so on the case, and stays there when a case is made of it', async () => {
	const { subject, say } = await answering(ours);
	await say(`TR: Re: ${subject}`, 'Merci, bien reçu.');
	expect((await page()).subjects).toEqual([]);

	await say('Palette cassée', 'Une autre palette est arrivée cassée.');
	const [changed] = (await page()).subjects;
	expect(changed).toMatchObject({ subject: 'Palette cassée', became: null, isRead: false });
	const said = async () => (await page()).messages.find(({ id }) => id === changed!.messageId);
	expect((await said())?.body).toBe('Une autre palette est arrivée cassée.');

	const { customer, overdue } = ours.account;
	const { reference } = await desk().inbound.dispute({
		...{ mailId: changed!.mailId, customerId: customer.id, items: [{ invoiceId: overdue.id }] },
		...{ reasonCode: 'goods_damaged', explanation: 'Endommagé', source: 'email' as const },
		...{ raisedByName: 'Ana', idempotencyKey: 'own-case', files: [] }
	});
	expect((await page()).subjects).toMatchObject([{ became: reference, isRead: true }]);
	expect((await said())?.body).toBe('Une autre palette est arrivée cassée.');
});

test('an answer about a double under another subject says so in the case it goes on in', async () => {
	const { dispute, customer } = ours.account;
	const into = await buildDispute(ours.inside, await buildInvoice(ours.inside, customer), {
		status: 'in_progress'
	});
	const { subject, say } = await answering(ours, 'double');
	const plan = await desk().disputes.mergePlan({
		...{ reference: into.reference, from: dispute.reference }
	});
	await desk().disputes.merge({
		...{ reference: into.reference, from: dispute.reference, note: '', counted: 'besides' },
		...{ seen: plan.from.version, seenInto: plan.into.version }
	});
	await say(`Re: ${subject}`, 'Oui.');
	await say('Facture en retard', 'Il manque aussi une facture.');
	const { subjects } = await desk().disputes.page({ reference: into.reference });
	expect(subjects.map(({ subject }) => subject)).toContain('Facture en retard');
	expect(subjects.map(({ subject }) => subject)).not.toContain(`Re: ${subject}`);
});

test('of another house nothing is read', async () => {
	expect((await page(other)).subjects).toEqual([]);
});
