import { uuidv7 } from 'uuidv7';
import { addDays } from '$lib/domain/calendar';
import { editContact } from '$lib/server/customers/edit-contact';
import { addContact } from '$lib/server/customers/add-contact';
import { clearBounce } from '$lib/server/customers/clear-bounce';
import { removeContact } from '$lib/server/customers/remove-contact';
import { setCustomerGroup } from '$lib/server/customers/set-group';
import { confirmNotice } from '$lib/server/dunning/confirm-notice';
import { recordCall } from '$lib/server/dunning/record-call';
import { skipNotice } from '$lib/server/dunning/skip-notice';
import { takeBackLegal } from '$lib/server/dunning/take-back-legal';
import { recordPayment } from '$lib/server/payments/record-payment';
import { changePolicy } from '$lib/server/settings/change-policy';
import { policySchema } from '$lib/server/settings/policy-schema';
import { organisationOf } from '$lib/server/settings/queries';
import { asOwner } from '../support/database';
import type { Moment, Verb } from '../simulation/real/verbs';

const contactOf = async ({ invoice }: Moment) =>
	(
		await asOwner<{ id: string; name: string; email: string; bounced_at: Date | null }>(
			'select id, name, email, bounced_at from contact where customer_id = $1 and removed_at is null order by id limit 1',
			[invoice.customerId]
		)
	)[0];

const input = (name: string, email: string) => ({
	...{ name, email, phone: '' },
	role: 'collections' as const,
	language: null,
	timeZone: null
});

const contacts: Verb = async (moment) => {
	const { unit, invoice, random } = moment;
	const found = await contactOf(moment);
	if (!found || random.chance(0.3))
		return addContact(unit, invoice.customerId, input('New', `${uuidv7()}@customer.test`));
	if (found.bounced_at) return clearBounce(unit, found.id);
	if (random.chance(0.4)) return removeContact(unit, found.id);
	const email = random.chance(0.5) ? found.email : `${uuidv7()}@customer.test`;
	return editContact(unit, found.id, input(found.name, email));
};

const group: Verb = ({ unit, invoice, random }) =>
	setCustomerGroup(unit, {
		customerId: invoice.customerId,
		group: random.pick(['', 'Grands comptes', 'Export'])
	});

const policy: Verb = async ({ unit, today, random }) => {
	const before = policySchema.parse(await organisationOf(unit));
	await changePolicy(unit, {
		...before,
		minContactDelayDays: random.int(0, 5),
		quietPeriodDays: random.int(1, 6),
		minimumMinor: BigInt(random.int(0, 50_000)),
		closures: [addDays(today, random.int(0, 3))]
	});
};

/** A person does what waits, or decides against it, or takes a file back. */
const person: Verb = async ({ unit, invoice, random }) => {
	const rows = await asOwner<{ id: string; status: string; step_key: string }>(
		`select id, status, step_key from notice where customer_id = $1 and status in ('to_confirm', 'done')`,
		[invoice.customerId]
	);
	for (const { id, status, step_key: step } of rows)
		if (status === 'to_confirm' && step === 'call' && random.chance(0.5))
			await recordCall(unit, { noticeId: id, outcome: 'promised', note: '', againOn: null });
		else if (status === 'to_confirm')
			await (random.chance(0.6)
				? confirmNotice(unit, id, { sure: true })
				: skipNotice(unit, id, 'Client de confiance'));
		else if (random.chance(0.1)) await takeBackLegal(unit, invoice.customerId, 'agreed');
};

/** Money of last week, told today. */
export const payLate: Verb = ({ unit, invoice, today, random }) =>
	recordPayment(unit, {
		paymentId: uuidv7(),
		customerId: invoice.customerId,
		receivedOn: addDays(today, -random.int(1, 9)),
		amountMinor: invoice.totalMinor / 3n,
		currency: invoice.currency,
		reference: 'late',
		...(random.chance(0.7) && { invoiceId: invoice.id })
	});

export const MORE_ACTS: readonly Verb[] = [contacts, group, policy, person, person, payLate];
