import { addDays } from '$lib/domain/calendar';
import { IN_DISPUTE, type DraftCustomer } from './customers';
import type { DraftInvoice } from './invoices';
import { instantAt } from './moments';
import type { Sketch } from './sketch';

const WORDS = {
	fr: {
		reference: 'VIR SEPA 8841',
		announced: 'Dit avoir payé',
		question: 'Bonjour, pouvez-vous nous envoyer un relevé de compte à jour ? Merci.',
		wrong: 'Je ne m’occupe plus de la comptabilité. Écrivez au service comptable, poste 214.'
	},
	en: {
		reference: 'FPS 8841',
		announced: 'Says it was paid',
		question: 'Could you send us an up-to-date statement of account? Thank you.',
		wrong: 'I no longer look after invoices. Please write to accounts payable, extension 214.'
	}
};

/** "I have paid": nobody has looked yet, and the invoice rests meanwhile. */
export function addClaim(sketch: Sketch, invoice: DraftInvoice): void {
	const { today } = sketch.unit;
	const { reference, announced } = WORDS[sketch.creditor.language];
	const customerId = invoice.customer.id;
	const by = personOf(invoice.customer);
	const at = momentOf(sketch, 1);
	const paymentClaimId = sketch.add('paymentClaim', {
		...{ customerId, reference, currency: sketch.creditor.currency },
		paidOn: addDays(today, -2),
		amountMinor: invoice.total - invoice.settled,
		...{ byName: by.name, byEmail: by.email, language: sketch.creditor.language },
		...{ claimedAt: at, claimedOn: addDays(today, -1) },
		idempotencyKey: `demo-claim-${invoice.number}`
	});
	sketch.add('paymentClaimItem', { customerId, paymentClaimId, invoiceId: invoice.id });
	sketch.add('hold', {
		...{ customerId, invoiceId: invoice.id, paymentClaimId, kind: 'payment_announced' },
		reason: `${announced} – ${reference}`,
		untilOn: addDays(today, 6),
		...{ createdAt: at, createdBy: by.name }
	});
}

/** One question and one "not me", both waiting for a colleague. */
export function addMessages(sketch: Sketch, customers: readonly DraftCustomer[]): void {
	const words = WORDS[sketch.creditor.language];
	const [asking, wrong] = customers.filter(
		({ index, contacts }) => index > 0 && index !== IN_DISPUTE && contacts.length > 0
	);
	for (const [customer, kind, body, ago] of [
		[asking, 'question', words.question, 1],
		[wrong, 'wrong_person', words.wrong, 2]
	] as const) {
		if (!customer) continue;
		const by = personOf(customer);
		sketch.add('accountMessage', {
			...{ customerId: customer.id, kind, body, language: sketch.creditor.language },
			...{ byName: by.name, byEmail: by.email, at: momentOf(sketch, ago) },
			idempotencyKey: `demo-message-${kind}`
		});
	}
}

const personOf = ({ contacts, name }: DraftCustomer) => ({
	name: contacts[0]?.name ?? name,
	email: contacts[0]?.email ?? ''
});

const momentOf = ({ unit }: Sketch, daysAgo: number): Date =>
	instantAt(addDays(unit.today, -daysAgo), 11 * 60 + 20, unit.scope.timeZone);
