import { eq } from 'drizzle-orm';
import { money } from '$lib/domain/money';
import { localDate } from '$lib/domain/calendar';
import { unitOfWork } from '$lib/server/db/client';
import { delivery } from '$lib/server/db/schema/delivery';
import { putMail } from '$lib/server/delivery/outbox';
import type { MailFacts } from '$lib/server/mail/mails';
import type { Company } from '../../support/world';

export const RECEIVED: MailFacts['dispute-received'] = {
	reference: 'LIT-2026-000001',
	path: '/disputes/LIT-2026-000001',
	invoices: ['M1-contested'],
	disputed: money(20_000n, 'EUR'),
	stillDue: money(60_000n, 'EUR'),
	answerDueOn: localDate('2026-03-09'),
	reason: { fr: 'Le prix ne correspond pas', en: 'The price is not what we agreed' }
};

/** A mail to the company's usual contact, with a link of its own. */
export const putReceived = (
	company: Company,
	onceKey: string,
	to: Partial<{ email: string; name: string }> = {}
) =>
	unitOfWork(company.inside, (unit) =>
		putMail(unit, {
			mail: 'dispute-received',
			onceKey,
			to: {
				email: company.account.contact.email,
				name: company.account.contact.name,
				language: 'fr',
				...to
			},
			facts: RECEIVED,
			customerId: company.account.customer.id,
			link: { kind: 'portal', contactId: company.account.contact.id }
		})
	);

export const deliveriesOf = (company: Company) =>
	unitOfWork(company.inside, (unit) =>
		unit.tx
			.select()
			.from(delivery)
			.where(eq(delivery.organisationId, unit.scope.organisationId))
			.orderBy(delivery.createdAt, delivery.id)
	);

export async function deliveryWith(company: Company, onceKey: string) {
	const found = (await deliveriesOf(company)).find((row) => row.onceKey === onceKey);
	if (!found) throw new Error(`no mail ${onceKey}`);
	return found;
}
