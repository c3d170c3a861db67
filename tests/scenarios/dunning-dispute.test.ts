import { describe, expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { unitOfWork } from '$lib/server/db/client';
import { planDunning } from '$lib/server/dunning/plan-dunning';
import { runDunning } from '$lib/server/dunning/run-dunning';
import {
	buildContact,
	buildCustomer,
	buildInvoice,
	buildOrganisation,
	buildPayment,
	buildUser
} from '../support/factories';
import { callerFor, deskScopeOf, portalScopeOf } from '../support/scopes';
import { linkIn, useStory } from '../support/story';
import { claimNotice } from '$lib/server/dunning/claim-notice';
import { noticesOfCustomer } from '$lib/server/dunning/notice-queries';

const story = useStory();

async function company(email: string) {
	const inside = await buildOrganisation({ name: 'Menuiserie Dupont' });
	const collector = await buildUser(inside, { role: 'collector', name: 'Claire Morel' });
	const customer = await buildCustomer(inside, { name: 'Gantier SA' });
	await buildContact(inside, customer, { email, name: 'Ana Petit', role: 'collections' });
	const invoice = await buildInvoice(inside, customer, {
		number: 'F-2026-001',
		issuedOn: localDate('2026-02-01'),
		dueOn: localDate('2026-03-02')
	});
	return { inside, customer, invoice, staff: callerFor(deskScopeOf(collector, inside)).desk };
}

/** The customer opens the link of the last mail. */
const asCustomer = async (email: string) =>
	callerFor(await portalScopeOf(linkIn(story.mails(email).at(-1)!))).portal;

const objection = (invoiceId: string, claimedMinor?: bigint) => ({
	items: [{ invoiceId, ...(claimedMinor && { claimedMinor }) }],
	reasonCode: 'price_unit',
	explanation: 'Le prix convenu était plus bas.',
	idempotencyKey: 'a key of this test',
	language: 'fr' as const
});

describe('a customer who disagrees with 200 of 1,000 euros', () => {
	test('is asked for the 800 the same minute, left alone after the answer, and chased again after the quiet days', async () => {
		const email = 'ana@gantier.test';
		const { inside, customer, invoice, staff } = await company(email);
		await story.day('2026-03-04');
		expect(story.mails(email)).toHaveLength(1);
		expect(story.mails(email)[0]!.text).toMatch(/1\s000,00\s€/);

		const { disputeId, reference } = await (
			await asCustomer(email)
		).disputes.open(objection(invoice.id, 20_000n));
		await story.wake();
		// The day is about the message of this morning; what would be asked from now on is less.
		const [now] = await unitOfWork(inside, (unit) =>
			planDunning(unit, { customerIds: [customer.id] })
		);
		expect(now!.decision).toMatchObject({
			outcome: 'nothing',
			collectible: [{ minor: 80_000n }],
			disputed: [{ minor: 20_000n }]
		});

		await story.day('2026-03-12');
		const reminder = story.mails(email).findLast(({ subject }) => !/LIT-/.test(subject))!;
		expect(reminder.text).toMatch(/800,00\s€/);
		expect(reminder.text).toContain(reference);

		await staff.disputes.decide({
			disputeId,
			verdict: 'invalid',
			outcome: 'no_action',
			explanation: 'Le tarif signé est celui de la facture.'
		});
		await staff.disputes.resolve({ disputeId });
		await story.day('2026-03-19');
		// Five working days from Thursday 12: the 19th is the last quiet one.
		expect(
			(await staff.dunning.whyCustomer({ customerId: customer.id })).decision.reasons
		).toContainEqual(expect.objectContaining({ code: 'quiet_period', until: '2026-03-19' }));
		const before = (await unitOfWork(inside, (unit) => noticesOfCustomer(unit, customer.id)))
			.length;
		await story.day('2026-03-23');
		const notices = await unitOfWork(inside, (unit) => noticesOfCustomer(unit, customer.id));
		expect(notices).toHaveLength(before + 1);
		expect(notices[0]).toMatchObject({
			stepKey: 'call',
			status: 'to_confirm',
			content: { collectible: [{ minor: 100_000n }] }
		});
	});
});

describe('between the plan and the mail', () => {
	test('a dispute about everything wins: no mail leaves, and the day says why', async () => {
		const email = 'paul@gantier.test';
		const { inside, customer, invoice, staff } = await company(email);
		story.time('2026-03-04');
		await runDunning(inside);
		const [notice] = await unitOfWork(inside, (unit) => noticesOfCustomer(unit, customer.id));
		expect(notice).toMatchObject({ stepKey: 'courtesy', status: 'planned' });
		await staff.disputes.log({
			...objection(invoice.id),
			customerId: customer.id,
			source: 'phone',
			raisedByName: 'Paul'
		});
		await story.wake();
		expect(story.mails(email)).toEqual([]);
		const run = (await staff.dunning.runs())[0]!;
		const { rows } = await staff.dunning.decisions({ runId: run.runId });
		expect(rows).toMatchObject([
			{
				decision: { outcome: 'nothing', reasons: [{ code: 'disputed' }] },
				notice: { status: 'cancelled', reasons: ['disputed'] }
			}
		]);
	});

	test('a payment wins too', async () => {
		const email = 'karim@gantier.test';
		const { inside, customer, invoice } = await company(email);
		story.time('2026-03-04');
		await runDunning(inside);
		await buildPayment(inside, invoice);
		await story.wake();
		expect(story.mails(email)).toEqual([]);
		const [notice] = await unitOfWork(inside, (unit) => noticesOfCustomer(unit, customer.id));
		expect(notice).toMatchObject({ status: 'cancelled', reasons: ['settled'] });
		expect(
			await unitOfWork(inside, (unit) =>
				claimNotice(unit, notice!.noticeId, { email, language: 'fr' })
			)
		).toEqual({
			send: false,
			reasons: ['settled']
		});
	});
});
