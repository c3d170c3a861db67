import { contactDelayOf } from '$lib/domain/dunning/contact-delay';
import { daysBetween, type LocalDate } from '$lib/domain/calendar';
import type { DunningFacts, Hold, OpenItem, PastNotice } from '$lib/domain/dunning/decision';
import type { Reported } from '$lib/domain/dunning/confirm-warnings';
import type { Language } from '$lib/i18n/language';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { customersWithOpenInvoices } from '../invoices/dunning-facts';
import { commonFacts, type CommonFacts, type DayWanted } from './common-facts';
import type { HistoryNotice } from './history';
import { openItemFacts } from './open-item-facts';
import { phoneOf } from './phone-of';
import { readAll, type ContactToDun, type HoldToDun, type Read } from './read-facts';
import { acceptedParts, type AcceptedPart } from './accepted-parts';
import { refusedParts, type RefusedPart } from './refused-parts';

/** Everything the rule needs about one customer, and what its message needs besides. */
export interface CustomerFacts {
	facts: DunningFacts;
	code: string;
	name: string;
	language: Language;
	/** Whose telephone numbers need no prefix. */
	country: string;
	contacts: readonly ContactToDun[];
	/** Who looks after the account. */
	collectorId: string | null;
	/** A call or a letter waits for a person. */
	isWaitedFor: boolean;
	/** Said, and never a reason to ask: the rule counts it as contested. */
	refused: readonly RefusedPart[];
	/** Neither asked for nor contested any more: a credit note is to settle it. */
	accepted: readonly AcceptedPart[];
	/** Said to be paid and not looked for yet: asked for again once its pause is over, and said with it. */
	reported: readonly Reported[];
}

export interface FactsWanted extends DayWanted {
	/** Missing: everybody who owes something. */
	customerIds?: readonly string[];
	/** Notices looked at again, as if they had not been planned. */
	except?: readonly string[];
	/** Read once for a whole run; missing = read now. */
	common?: CommonFacts;
}

export const factsFor = async (
	unit: Unit<InsideScope>,
	wanted: FactsWanted = {}
): Promise<CustomerFacts[]> => [...(await eachFacts(unit, wanted))];

/**
 * A fixed number of queries, however many customers; each is put together when it is its turn, so that
 * who needs one after the other never holds all of them.
 */
export async function eachFacts(
	unit: Unit<InsideScope>,
	wanted: FactsWanted = {}
): Promise<Iterable<CustomerFacts>> {
	const ids = wanted.customerIds ?? (await customersWithOpenInvoices(unit));
	if (ids.length === 0) return [];
	const common = wanted.common ?? (await commonFacts(unit, wanted));
	const read = await readAll(unit, ids, { ...common, except: wanted.except });
	return assembled(read, common);
}

function* assembled(read: Read, common: CommonFacts): Generator<CustomerFacts> {
	for (const customer of read.customers) yield assemble(customer, read, common);
}

export function assemble(
	customer: Read['customers'][number],
	read: Read,
	common: CommonFacts
): CustomerFacts {
	const { customerId, code, name, language, country, directDebit, collectorId } = customer;
	const group = customer.customerGroup;
	const contacts = read.contacts.get(customerId) ?? [];
	const notices = read.history(customerId);
	const openItems = read.invoices(customerId).map((row) => openItemFacts(row, read, common));
	const { policy, scenarios, sendingCalendar, today, minuteOfDay, staleSource } = common;
	const scenario = scenarios.stepsOf({ customerId, group });
	// Telephone numbers are read where somebody may be texted: there are many, and few are.
	const texted = scenario?.some(({ channel }) => channel === 'sms') ?? false;
	const replyUnread = read.unreadReplies.get(customerId);
	const facts: DunningFacts = {
		customer: { customerId, directDebit, legalStage: isAtLegal(notices, openItems), group },
		contacts: contacts.map((contact) => ({
			...contactFacts(contact, read, common),
			...(texted && textFacts(contact, country, read))
		})),
		openItems,
		holds: (read.holds.get(customerId) ?? [])
			.filter((hold) => common.isHeld(hold, contacts))
			.map((hold) => holdOf(hold, today)),
		...(replyUnread && { replyUnread }),
		history: [...notices, ...freshCalls(read.calls.get(customerId), common)],
		scenario,
		policy,
		calendar: sendingCalendar,
		credits: read.credits.get(customerId) ?? [],
		...(staleSource && { staleSource }),
		today,
		...(minuteOfDay !== undefined && { minuteOfDay })
	};
	const isWaitedFor = notices.some(({ status }) => status === 'to_confirm');
	return {
		...{ facts, code, name, language, country, contacts, collectorId, isWaitedFor },
		refused: refusedParts(openItems, read.claims),
		accepted: acceptedParts(openItems, read.claims),
		reported: read.reports(customerId)
	};
}

/** A call keeps the dunning quiet for its delay; it stands in for no reminder after that, nor makes a first one needless. */
const freshCalls = (
	called: PastNotice | undefined,
	{ policy, today }: Pick<CommonFacts, 'policy' | 'today'>
): PastNotice[] =>
	called && daysBetween(called.on, today) < contactDelayOf(policy) ? [called] : [];

function textFacts(contact: ContactToDun, country: string, { failing }: Read) {
	const failingNumber = failing.get(contact.contactId);
	const canText = phoneOf(contact, country) !== undefined;
	return { canText, ...(failingNumber && { failingNumber }) };
}

function contactFacts(
	{ contactId, customerId, role, email, bouncedAt, timeZone }: ContactToDun,
	{ recentMails }: Read,
	{ minuteIn, aheadIn }: CommonFacts
): DunningFacts['contacts'][number] {
	const minuteOfDay = timeZone ? minuteIn(timeZone) : undefined;
	return {
		contactId,
		role,
		email,
		bounced: bouncedAt !== null,
		recentMails: recentMails(customerId, email),
		...(timeZone && { minutesAhead: aheadIn(timeZone) }),
		...(minuteOfDay !== undefined && { minuteOfDay })
	};
}

const holdOf = (
	{ kind, invoiceId, contactId, amountMinor, reason, untilOn }: HoldToDun,
	today: LocalDate
): Hold => ({
	kind,
	reason,
	...(amountMinor !== null && { amountMinor }),
	...(invoiceId && { invoiceId }),
	...(contactId && { contactId }),
	// Held until its last day is over where it is read: today at least.
	...(untilOn && { until: untilOn < today ? today : untilOn })
});

/** Handed over, as long as the invoice that led there is unpaid: lawyers write from then on. */
const isAtLegal = (history: readonly HistoryNotice[], openItems: readonly OpenItem[]): boolean =>
	history.some(
		({ legal, status, leaderInvoiceId }) =>
			legal && status === 'done' && openItems.some(({ invoiceId }) => invoiceId === leaderInvoiceId)
	);
