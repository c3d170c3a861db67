import type { LocalDate } from '$lib/domain/calendar';
import { money } from '$lib/domain/money';
import { MOST_LISTED } from '$lib/domain/receivables/at-once';
import { fewNumbers } from '$lib/i18n/few-numbers';
import type { Language } from '$lib/i18n/language';
import type { PortalScope } from '../auth/scope';
import type { PausedInvoice } from '../customers/pause-invoices';
import { customerOf } from '../customers/portal-queries';
import type { Unit } from '../db/client';
import { putMail } from '../delivery/outbox';
import { organisationOf } from '../settings/queries';

interface ToldClaim {
	claimId: string;
	paidOn: LocalDate;
	/** Null: said before, nothing rests a second time. */
	untilOn: LocalDate | null;
	/** The invoices that rest until then, and how much of each. */
	resting: readonly PausedInvoice[];
	amountMinor: bigint;
	/** What is asked for of these invoices all the same. */
	dueMinor: bigint;
	currency: string;
	reference: string;
	note: string;
	numbers: readonly string[];
	/** His proof. */
	files: readonly { name: string }[];
	language: Language;
}

/** Staff look at the bank; the customer keeps what he told us and until when nothing is asked. */
export async function tellOfClaim(unit: Unit<PortalScope>, claim: ToldClaim): Promise<void> {
	const { customerId, holder } = unit.scope;
	const amount = money(claim.amountMinor, claim.currency);
	const few = (numbers: readonly string[]) => fewNumbers(numbers, claim.language).join(', ');
	const isMany = claim.resting.length > MOST_LISTED;
	await putMail(unit, {
		mail: 'account-update',
		onceKey: `account-update:claim:${claim.claimId}:${holder.email}`,
		to: { email: holder.email, name: holder.name, language: claim.language },
		customerId,
		link: { kind: 'portal', contactId: holder.contactId },
		facts: {
			event: eventOf(claim),
			path: `/pay?claimed=${claim.claimId}`,
			amounts: [amount],
			...(claim.untilOn && { on: claim.untilOn }),
			resting: few(claim.resting.map(({ number }) => number)),
			rests: (isMany ? [] : claim.resting).flatMap(({ number, amountMinor: minor }) =>
				minor === undefined ? [] : [{ number, amount: money(minor, claim.currency) }]
			),
			...(claim.dueMinor > 0n && { due: money(claim.dueMinor, claim.currency) }),
			numbers: few(claim.numbers),
			sent: { paidOn: claim.paidOn, reference: claim.reference, files: namesOf(claim) },
			text: claim.note
		}
	});
	const { email, name, language } = await organisationOf(unit);
	const customer = await customerOf(unit, customerId);
	await putMail(unit, {
		mail: 'staff-alert',
		onceKey: `staff-alert:claim:${claim.claimId}`,
		to: { email, name, language },
		customerId,
		facts: {
			event: 'payment_claimed',
			reference: fewNumbers(claim.numbers, language).join(', '),
			deskPath: `/customers/${encodeURIComponent(customer.code)}#heard`,
			customerName: customer.name,
			amount,
			on: claim.paidOn,
			transferReference: claim.reference,
			files: namesOf(claim),
			text: claim.note
		}
	});
}

const namesOf = ({ files }: ToldClaim): string[] => files.map(({ name }) => name);

/** What rests is told, and nothing else. */
function eventOf({ resting, numbers }: ToldClaim) {
	if (resting.length === 0) return 'claim_again';
	return resting.length < numbers.length ? 'claim_received_some' : 'claim_received';
}
