import type { Money } from '$lib/domain/money';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { putMail, type Outgoing } from '../delivery/outbox';
import type { MailFacts } from '../mail/mails';
import { addressOf } from '../settings/account-queries';
import { organisationOf } from '../settings/queries';
import type { Case } from './case-queries';

type CustomerMail = 'dispute-update' | 'dispute-decided' | 'dispute-resolved';
type ToldFacts<M extends CustomerMail> = Omit<MailFacts[M], 'reference' | 'path'>;

/** Tells whoever raised the case. Nobody left an address: staff sees it on the case and calls. */
export async function tellCustomer<M extends CustomerMail>(
	unit: Unit<Scope>,
	{ dispute }: Case,
	mail: M,
	onceKey: string,
	facts: ToldFacts<M>
): Promise<void> {
	if (!dispute.raisedByEmail) return;
	await putMail(unit, {
		mail,
		onceKey,
		to: {
			email: dispute.raisedByEmail,
			name: dispute.raisedByName,
			language: dispute.language
		},
		facts: {
			...facts,
			reference: dispute.reference,
			path: `/disputes/${dispute.reference}`
		} as unknown as MailFacts[M],
		customerId: dispute.customerId,
		disputeId: dispute.id,
		link: portalLinkOf(dispute)
	});
}

/** Only a contact of the customer is given the whole account: an address somebody typed answers by mail. */
export const portalLinkOf = ({ raisedByContactId }: Case['dispute']): Outgoing['link'] =>
	raisedByContactId ? { kind: 'portal', contactId: raisedByContactId } : undefined;

/** A visible step on the way, with the team in charge and the day promised. */
export const tellUpdate = (
	unit: Unit<Scope>,
	about: Case,
	event: MailFacts['dispute-update']['event'],
	onceKey: string,
	message = ''
): Promise<void> =>
	tellCustomer(unit, about, 'dispute-update', onceKey, {
		event,
		message,
		teamKey: about.reason.team,
		answerDueOn: about.dispute.answerDueOn
	});

interface Alert {
	event: MailFacts['staff-alert']['event'];
	onceKey: string;
	text: string;
	amount?: Money;
}

/** Tells the collector of the case, else the address of the organisation. */
export async function tellStaff(
	unit: Unit<Scope>,
	about: Case,
	{ event, onceKey, text, amount }: Alert
): Promise<void> {
	await putMail(unit, {
		mail: 'staff-alert',
		onceKey,
		to: await staffAddress(unit, about.dispute.collectorId),
		facts: {
			event,
			reference: about.dispute.reference,
			deskPath: `/disputes/${about.dispute.reference}`,
			customerName: about.customer.name,
			amount: amount ?? about.claimed,
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
