import type { LocalDate } from '$lib/domain/calendar';
import type { Labels } from '$lib/domain/language';
import type { Money } from '$lib/domain/money';
import { isSameAddress } from '$lib/domain/same-address';
import { waitsForDigest } from '$lib/domain/users/alerts';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { putMail } from '../delivery/outbox';
import type { MailFacts } from '../mail/mails';
import { addressOf } from '../settings/account-queries';
import { organisationOf } from '../settings/queries';
import type { Case } from './case-queries';
import { keepForDigest } from './keep-for-digest';
import { leftToDecide } from './left-to-decide';

interface Alert {
	event: MailFacts['staff-alert']['event'];
	onceKey: string;
	text: string;
	amount?: Money;
	/** The last day on which the colleague is away. */
	awayUntil?: LocalDate;
	/** What a new case is about, and who has it already; empty: nobody. */
	reason?: Labels;
	holder?: string;
	/** The day its customer counts on. */
	answerDueOn?: LocalDate | null;
	/** The last day of an offer nobody signed in time. */
	offerUntil?: LocalDate;
	/** By when its reader does it. */
	doBy?: LocalDate;
	/** Where on the page of the case. */
	anchor?: string;
	/** Whoever began it, where nobody looks after the case. */
	orElse?: string;
	/** The colleague it is about. */
	colleague?: string;
	/** Nobody waits for it to be read: it comes with the next summary, however he reads the rest. */
	inSummary?: boolean;
	/** The account it is for, whoever looks after the case. */
	to?: string;
	/** Addresses that are mailed about it otherwise. */
	knownTo?: readonly string[];
}

/** Tells the collector of the case, else the address of the organisation. */
export async function tellStaff(
	unit: Unit<Scope>,
	about: Case,
	{ event, onceKey, text, amount, awayUntil, answerDueOn, doBy, orElse, colleague, ...alert }: Alert
): Promise<void> {
	const to = await staffAddress(unit, [alert.to, about.dispute.collectorId, orElse]);
	if (alert.knownTo?.some((email) => isSameAddress(email, to.email))) return;
	const sum = amount ?? (await leftToDecide(unit, about)).claimed;
	if (to.id && (alert.inSummary || waitsForDigest(to.alerts, event)))
		return keepForDigest(unit, about, {
			...{ userId: to.id, onceKey, event, amount: sum },
			colleague: colleague ?? ''
		});
	await putMail(unit, {
		...{ mail: 'staff-alert', onceKey, to },
		facts: {
			event,
			reference: about.dispute.reference,
			deskPath: `/disputes/${about.dispute.reference}${alert.anchor ?? ''}`,
			customerName: about.customer.name,
			amount: sum,
			...(alert.reason ? { reason: alert.reason } : {}),
			...(alert.holder ? { holder: alert.holder } : {}),
			...(awayUntil ? { awayUntil } : {}),
			...(answerDueOn ? { answerDueOn } : {}),
			...(alert.offerUntil ? { offerUntil: alert.offerUntil } : {}),
			...(doBy ? { doBy } : {}),
			...(colleague ? { colleague } : {}),
			text
		},
		customerId: about.dispute.customerId,
		disputeId: about.dispute.id
	});
}

/** From outside (a link) the collector's account is not visible: the shared address gets it. */
async function staffAddress(unit: Unit<Scope>, accounts: readonly (string | null | undefined)[]) {
	const organisation = await organisationOf(unit);
	const shared = {
		...{ id: null, alerts: 'at_once' as const },
		email: organisation.email,
		name: organisation.name,
		language: organisation.language
	};
	for (const id of accounts) {
		const found = id ? await addressOf(unit, id) : null;
		if (found) return found;
	}
	return shared;
}
