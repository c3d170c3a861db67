import type { LocalDate } from '$lib/domain/calendar';
import type { Money } from '$lib/domain/money';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { putMail } from '../delivery/outbox';
import type { MailFacts } from '../mail/mails';
import { addressOf } from '../settings/account-queries';
import { organisationOf } from '../settings/queries';
import type { Case } from './case-queries';
import { leftToDecide } from './left-to-decide';

interface Alert {
	event: MailFacts['staff-alert']['event'];
	onceKey: string;
	text: string;
	amount?: Money;
	/** The day its customer counts on. */
	answerDueOn?: LocalDate | null;
	/** Whoever began it, where nobody looks after the case. */
	orElse?: string;
}

/** Tells the collector of the case, else the address of the organisation. */
export async function tellStaff(
	unit: Unit<Scope>,
	about: Case,
	{ event, onceKey, text, amount, answerDueOn, orElse }: Alert
): Promise<void> {
	await putMail(unit, {
		mail: 'staff-alert',
		onceKey,
		to: await staffAddress(unit, about.dispute.collectorId ?? orElse ?? null),
		facts: {
			event,
			reference: about.dispute.reference,
			deskPath: `/disputes/${about.dispute.reference}`,
			customerName: about.customer.name,
			amount: amount ?? (await leftToDecide(unit, about)).claimed,
			...(answerDueOn ? { answerDueOn } : {}),
			text
		},
		customerId: about.dispute.customerId,
		disputeId: about.dispute.id
	});
}

/** From outside (a link) the collector's account is not visible: the shared address gets it. */
async function staffAddress(unit: Unit<Scope>, collectorId: string | null) {
	const organisation = await organisationOf(unit);
	const shared = {
		email: organisation.email,
		name: organisation.name,
		language: organisation.language
	};
	if (!collectorId) return shared;
	return (await addressOf(unit, collectorId)) ?? shared;
}
