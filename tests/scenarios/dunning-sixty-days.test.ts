import { describe, expect, test } from 'vitest';
import { addDays, localDate } from '$lib/domain/calendar';
import { unitOfWork } from '$lib/server/db/client';
import { confirmNotice } from '$lib/server/dunning/confirm-notice';
import { noticesOfCustomer, noticesToConfirm } from '$lib/server/dunning/notice-queries';
import { whyCustomer } from '$lib/server/dunning/why-customer';
import { buildContact, buildCustomer, buildInvoice, buildOrganisation } from '../support/factories';
import { useStory } from '../support/story';

const story = useStory();

/** Every day from `from` to `to`, as the engine lives them. */
async function live(from: string, to: string): Promise<void> {
	for (let day = localDate(from); day <= to; day = addDays(day, 1)) await story.day(day);
}

async function customerOwing(dueOn: string, email: string) {
	const inside = await buildOrganisation({ name: 'Menuiserie Dupont' });
	const customer = await buildCustomer(inside, { name: 'Gantier SA' });
	const contact = await buildContact(inside, customer, { email, role: 'collections' });
	const invoice = await buildInvoice(inside, customer, {
		number: 'F-2026-001',
		issuedOn: localDate('2026-02-16'),
		dueOn: localDate(dueOn)
	});
	return { inside, customer, contact, invoice };
}

describe('an invoice that is never paid', () => {
	test('is announced once, chased twice by mail, then waits for a person to call, to post and to hand over, one at a time', async () => {
		const { inside, customer } = await customerOwing('2026-03-18', 'claire@gantier.test');
		story.time('2026-03-02');
		await live('2026-03-02', '2026-05-08');
		const notices = await unitOfWork(inside, (unit) => noticesOfCustomer(unit, customer.id));
		expect(
			notices.map(({ stepKey, plannedOn, status }) => [stepKey, plannedOn, status]).reverse()
		).toEqual([
			// Fifteen days before 18 March is a Tuesday.
			['preventive', '2026-03-03', 'sent'],
			['courtesy', '2026-03-20', 'sent'],
			// Ten days late is a Saturday: the Monday after.
			['reminder', '2026-03-30', 'sent'],
			['call', '2026-04-07', 'cancelled'],
			['formal_notice', '2026-04-17', 'cancelled'],
			['legal', '2026-05-04', 'to_confirm']
		]);
		expect(story.mails('claire@gantier.test')).toHaveLength(3);
	}, 120_000);
});

describe('an outage', () => {
	test('sends the step that is still open once, drops the missed one, and never two in a row', async () => {
		const { inside, customer } = await customerOwing('2026-03-18', 'karim@gantier.test');
		await live('2026-03-02', '2026-03-04');
		// Nothing runs from 5 to 30 March: the courtesy window closes on the 27th.
		await live('2026-03-31', '2026-04-03');
		const notices = await unitOfWork(inside, (unit) => noticesOfCustomer(unit, customer.id));
		expect(notices.map(({ stepKey, plannedOn }) => [stepKey, plannedOn]).reverse()).toEqual([
			['preventive', '2026-03-03'],
			['reminder', '2026-03-31']
		]);
		const { decision } = await unitOfWork(inside, (unit) =>
			whyCustomer(unit, customer.id, localDate('2026-03-31'))
		);
		expect(decision.reasons).toContainEqual(
			expect.objectContaining({ code: 'too_late_for_step', reference: 'courtesy' })
		);
		expect(story.mails('karim@gantier.test')).toHaveLength(2);
	});
});

describe('a call that somebody makes', () => {
	test('is done with its note, and the letter comes after it', async () => {
		const { inside, customer } = await customerOwing('2026-03-18', 'paul@gantier.test');
		await live('2026-04-07', '2026-04-07');
		const [call] = await unitOfWork(inside, noticesToConfirm);
		expect(call).toMatchObject({
			stepKey: 'call',
			customerName: 'Gantier SA',
			content: { collectible: [{ minor: 100_000n, currency: 'EUR' }] }
		});
		await unitOfWork(inside, (unit) =>
			confirmNotice(unit, call!.noticeId, { note: 'Rappelle lundi' })
		);
		await live('2026-04-08', '2026-04-17');
		const notices = await unitOfWork(inside, (unit) => noticesOfCustomer(unit, customer.id));
		expect(notices.map(({ stepKey, status }) => [stepKey, status]).reverse()).toEqual([
			['call', 'done'],
			['formal_notice', 'to_confirm']
		]);
	});
});
