import { expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { localDate } from '$lib/domain/calendar';
import { checkPromises } from '$lib/server/checks/check-promises';
import { findingsOf } from '$lib/server/checks/queries';
import { unitOfWork } from '$lib/server/db/client';
import {
	buildContact,
	buildCustomer,
	buildInvoice,
	buildOrganisation,
	buildUser
} from '../support/factories';
import { callerFor, deskScopeOf, portalScopeOf } from '../support/scopes';
import { linkIn, useStory } from '../support/story';

const story = useStory();
const EMAIL = 'olivia@petit.test';
const spaces = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

test('half of an invoice is said to be paid: the other half is reminded of, and what is not found too', async () => {
	const inside = await buildOrganisation({ name: 'Menuiserie Dupont' });
	const collector = await buildUser(inside, { role: 'collector', name: 'Claire Morel' });
	const { desk: staff } = callerFor(deskScopeOf(collector, inside));
	const customer = await buildCustomer(inside);
	await buildContact(inside, customer, { email: EMAIL, role: 'collections', name: 'Olivia Petit' });
	const invoice = await buildInvoice(inside, customer, {
		issuedOn: localDate('2026-02-01'),
		dueOn: localDate('2026-03-02')
	});
	const last = () => spaces(story.mails(EMAIL).at(-1)!.text);

	await story.day('2026-03-04');
	const { portal } = callerFor(await portalScopeOf(linkIn(story.mails(EMAIL)[0]!)));
	await story.day('2026-03-11');
	const { claimId } = await portal.payments.claim({
		...{ invoiceIds: [invoice.id], paidOn: localDate('2026-03-10'), amountMinor: 60_000n },
		...{ currency: 'EUR', reference: 'VIR 8841', language: 'fr' as const },
		idempotencyKey: 'half-of-it'
	} as never);
	await story.wake();
	expect(last()).toContain('jusqu’au mercredi 18 mars');
	expect(last()).toContain(`payé 600,00 € (${invoice.number})`);
	// What he sent is in his mail.
	expect(last()).toContain('Payé le : 10 mars 2026');
	expect(last()).toContain('Référence du virement : VIR 8841');
	expect(last()).toContain('Reste à régler : 400,00 €');

	// Said again on the same day, nothing rests longer, and the mail says so.
	await portal.payments.claim({
		...{ invoiceIds: [invoice.id], paidOn: localDate('2026-03-10'), amountMinor: 60_000n },
		...{ currency: 'EUR', reference: 'VIR 8841', language: 'fr' as const },
		idempotencyKey: 'half-of-it-again'
	} as never);
	await story.wake();
	expect(last()).toContain('Les relances ne sont pas suspendues une seconde fois.');
	expect(last()).not.toContain('jusqu’au');

	// The reminder of the tenth day is about the other half, and says why.
	await story.day('2026-03-12');
	expect(story.mails(EMAIL)).toHaveLength(4);
	expect(story.mails(EMAIL).at(-1)!.subject).toContain('400,00');
	expect(last()).toContain('600,00 €, paiement signalé par vous');
	expect((await portal.payments.form({ invoiceIds: [] })).transfers).toMatchObject([
		{ amountMinor: 40_000n }
	]);

	// Half of what was said is booked: the rest of it still rests, and nothing beside it.
	story.time('2026-03-16');
	await staff.payments.record({
		...{ paymentId: uuidv7(), customerId: customer.id, invoiceId: invoice.id },
		...{ receivedOn: localDate('2026-03-16'), amountMinor: 30_000n, currency: 'EUR' }
	});
	const owed = async () => {
		const { overdue, overduePaused } = await portal.customers.account();
		return [overdue, overduePaused].map((sums) => sums[0]?.minor ?? 0n);
	};
	expect(await owed()).toEqual([40_000n, 30_000n]);

	// What was not found is asked for again at once, with the rest.
	await staff.payments.answerClaim({ claimId, verdict: 'not_found', note: 'Il manque 300 €' });
	expect(await owed()).toEqual([70_000n, 0n]);
	await story.day('2026-03-23');
	const waiting = await staff.dunning.toConfirm();
	expect(waiting).toMatchObject([{ stepKey: 'call' }]);
	await checkPromises();
	const found = await unitOfWork(inside, findingsOf);
	expect(found.filter(({ count }) => count > 0)).toEqual([]);
});

test('what nobody looked for is asked for again with what was said of it: who paid shall not pay twice', async () => {
	const inside = await buildOrganisation({ name: 'Menuiserie Dupont' });
	const customer = await buildCustomer(inside);
	const email = 'anne@colin.test';
	await buildContact(inside, customer, { email, role: 'collections', name: 'Anne Colin' });
	const invoices = [];
	for (const dueOn of ['2026-03-02', '2026-03-03'])
		invoices.push(
			await buildInvoice(inside, customer, {
				...{ issuedOn: localDate('2026-02-01'), dueOn: localDate(dueOn) }
			})
		);
	await story.day('2026-03-04');
	const { portal } = callerFor(await portalScopeOf(linkIn(story.mails(email)[0]!)));
	await portal.payments.claim({
		...{ invoiceIds: [invoices[0]!.id], paidOn: localDate('2026-03-04'), amountMinor: 100_000n },
		...{ currency: 'EUR' },
		...{ reference: 'VIR 8841', language: 'fr' as const, idempotencyKey: 'paid-and-unread' }
	} as never);
	const said = /signalé un paiement de .* le 4 mars 2026 ; nous ne l’avons pas encore vérifié/;
	const mailed = () => story.mails(email).map(({ text }) => spaces(text));
	// While it rests it is not asked for, and there is nothing to add.
	await story.day('2026-03-09');
	expect(mailed().filter((text) => said.test(text))).toEqual([]);
	await story.day('2026-03-12');
	const again = mailed().filter((text) => said.test(text));
	expect(again.length).toBeGreaterThan(0);
	expect(again.at(-1)).toContain('ne payez pas une seconde fois');
	expect(again.at(-1)!.split('signalé un paiement').length).toBe(2);
});

test('one payment for two invoices is told once, with both; an earlier one of the same invoice is told too', async () => {
	const inside = await buildOrganisation({ name: 'Menuiserie Dupont' });
	const customer = await buildCustomer(inside);
	const email = 'luc@colin.test';
	await buildContact(inside, customer, { email, role: 'collections', name: 'Luc Colin' });
	const due = { issuedOn: localDate('2026-02-01'), dueOn: localDate('2026-03-02') };
	const one = await buildInvoice(inside, customer, due);
	const two = await buildInvoice(inside, customer, due);
	await story.day('2026-03-04');
	const { portal } = callerFor(await portalScopeOf(linkIn(story.mails(email)[0]!)));
	const claim = (invoiceIds: string[], amountMinor: bigint) =>
		portal.payments.claim({
			...{ invoiceIds, paidOn: localDate('2026-03-04'), amountMinor, currency: 'EUR' },
			...{ reference: '', language: 'fr' as const, idempotencyKey: `told-${amountMinor}` }
		} as never);
	await claim([one.id], 10_000n);
	await claim([one.id, two.id], 190_000n);
	await story.day('2026-03-16');
	const again = spaces(story.mails(email).at(-1)!.text);
	const parts = (words: string) => again.split(words).length - 1;
	expect(parts('signalé un paiement de 100,00 €')).toBe(1);
	expect(parts('1 900,00 €')).toBe(1);
	const numbers =
		again.includes(`pour ${one.number}, ${two.number} ;`) ||
		again.includes(`pour ${two.number}, ${one.number} ;`);
	expect(numbers).toBe(true);
});
