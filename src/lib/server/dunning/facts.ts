import type { Language } from '$lib/i18n/language';
import {
	addWorkingDays,
	minuteOfDayAt,
	minutesAhead,
	type LocalDate,
	type WorkingCalendar,
	daysBetween
} from '$lib/domain/calendar';
import type { DunningFacts, Hold, OpenItem, PastNotice } from '$lib/domain/dunning/decision';
import { withSendDays } from '$lib/domain/dunning/sending-calendar';
import { disputedMinor } from '$lib/domain/receivables/open-items';
import type { InsideScope } from '../auth/scope';
import { isHeldAt } from '../customers/hold-zone';
import type { Unit } from '../db/client';
import type { QuietClaim } from '../disputes/dunning-facts';
import { customersWithOpenInvoices } from '../invoices/dunning-facts';
import { calendarOf, organisationOnce, type Organisation } from '../settings/queries';
import { staleSourceOf } from '../sources/queries';
import type { HistoryNotice } from './history';
import { refusedParts, type RefusedPart } from './refused-parts';
import { phoneOf } from './phone-of';
import {
	readAll,
	type ContactToDun,
	type HoldToDun,
	type OpenInvoice,
	type Read
} from './read-facts';
import { scenariosInForce, type ScenariosInForce } from './scenarios-in-force';

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
}

export interface FactsWanted {
	/** Missing: everybody who owes something. */
	customerIds?: readonly string[];
	today?: LocalDate;
	/** Null: do not look at the hours. Missing: now, when `today` is today. */
	minuteOfDay?: number | null;
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

function minuteFor(
	unit: Unit<InsideScope>,
	today: LocalDate,
	{ minuteOfDay }: FactsWanted
): number | undefined {
	if (minuteOfDay !== undefined) return minuteOfDay ?? undefined;
	return today === unit.today ? minuteOfDayAt(unit.now, unit.scope.timeZone) : undefined;
}

/** What holds for every customer of the organisation on a day. */
export interface CommonFacts {
	today: LocalDate;
	minuteOfDay: number | undefined;
	/** Hours are looked at: what time it is for somebody elsewhere. */
	minuteIn: (timeZone: string) => number | undefined;
	/** How many minutes a clock elsewhere is ahead of ours on that day. */
	aheadIn: (timeZone: string) => number;
	/** Working days: quiet periods and promises are counted in them. */
	calendar: WorkingCalendar;
	/** Those, and the weekend days on which messages leave. */
	sendingCalendar: WorkingCalendar;
	quietDays: number;
	quietUntil: (endedOn: LocalDate) => LocalDate;
	graceDays: number;
	policy: DunningFacts['policy'];
	scenarios: ScenariosInForce;
	/** Whether a pause is in force on `today`; now, when that is today. */
	isHeld: (hold: HoldToDun, contacts: readonly ContactToDun[]) => boolean;
	staleSource: DunningFacts['staleSource'];
}

export async function commonFacts(
	unit: Unit<InsideScope>,
	wanted: FactsWanted = {}
): Promise<CommonFacts> {
	const today = wanted.today ?? unit.today;
	const minuteOfDay = minuteFor(unit, today, wanted);
	const organisation = await organisationOnce(unit);
	const calendar = calendarOf(organisation, unit.today);
	return {
		today,
		minuteOfDay,
		minuteIn: (timeZone) =>
			minuteOfDay === undefined ? undefined : minuteOfDayAt(unit.now, timeZone),
		aheadIn: (timeZone) => minutesAhead(timeZone, unit.scope.timeZone, today),
		calendar,
		sendingCalendar: withSendDays(calendar, organisation.sendWeekdays),
		quietDays: organisation.quietPeriodDays,
		quietUntil: (on) => addWorkingDays(on, organisation.quietPeriodDays, calendar),
		graceDays: organisation.promiseGraceDays,
		policy: policyOf(organisation),
		scenarios: await scenariosInForce(unit),
		isHeld: (hold, contacts) =>
			today === unit.today
				? isHeldAt(hold, contacts, { now: unit.now, timeZone: unit.scope.timeZone })
				: hold.untilOn === null || hold.untilOn >= today,
		staleSource: await staleSourceOf(unit)
	};
}

export const policyOf = ({
	minContactDelayDays,
	minimumMinor,
	currency,
	sendFromMinute,
	sendUntilMinute,
	sendWeekdays,
	keepToneDays,
	weeklyMails
}: Organisation): DunningFacts['policy'] => ({
	minContactDelayDays,
	minimumMinor,
	currency,
	sendFromMinute,
	sendUntilMinute,
	sendWeekdays,
	keepToneDays,
	weeklyMails
});

export function assemble(
	customer: Read['customers'][number],
	read: Read,
	common: CommonFacts
): CustomerFacts {
	const { customerId, code, name, language, country, directDebit, collectorId } = customer;
	const group = customer.customerGroup;
	const contacts = read.contacts.get(customerId) ?? [];
	const notices = read.history(customerId);
	const openItems = read.invoices(customerId).map((row) => openItem(row, read, common));
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
	const refused = refusedParts(openItems, read.claims);
	return { facts, code, name, language, country, contacts, collectorId, isWaitedFor, refused };
}

/** A call keeps the dunning quiet for its delay; it stands in for no reminder after that, nor makes a first one needless. */
const freshCalls = (
	called: PastNotice | undefined,
	{ policy, today }: Pick<CommonFacts, 'policy' | 'today'>
): PastNotice[] =>
	called && daysBetween(called.on, today) < policy.minContactDelayDays ? [called] : [];

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

function openItem(row: OpenInvoice, read: Read, common: CommonFacts): OpenItem {
	const { invoiceId, number, issuedOn, dueOn, currency, totalMinor, openMinor } = row;
	const promised = read.promises.get(invoiceId);
	return {
		invoiceId,
		number,
		issuedOn,
		dueOn,
		currency,
		totalMinor,
		openMinor,
		...disputed(openMinor, read.claims.get(invoiceId)),
		promisedMinor: promised?.promisedMinor ?? 0n,
		...(promised?.promisedUntil && { promisedUntil: promised.promisedUntil }),
		...(promised?.brokenOn && { promiseBrokenOn: promised.brokenOn }),
		...quietPart(openMinor, read.ends.get(invoiceId) ?? [], common)
	};
}

/** What cases that ended lately had contested, until the last of their quiet days. */
function quietPart(
	openMinor: bigint,
	ends: readonly QuietClaim[],
	{ today, quietUntil }: CommonFacts
): Pick<OpenItem, 'quietUntil' | 'quietMinor'> {
	const quiet = ends
		.map((claim) => ({ ...claim, until: quietUntil(claim.endedOn) }))
		.filter(({ until }) => until >= today);
	const until = quiet
		.map((claim) => claim.until)
		.sort()
		.at(-1);
	return until ? { quietUntil: until, quietMinor: disputedMinor(openMinor, quiet) } : {};
}

const UNDISPUTED = { disputedMinor: 0n, disputes: [] };

type Disputed = Pick<OpenItem, 'disputedMinor' | 'disputes' | 'disputedSince'>;

function disputed(openMinor: bigint, claims: ReturnType<Read['claims']['get']>): Disputed {
	if (!claims) return UNDISPUTED;
	return {
		disputedMinor: disputedMinor(openMinor, claims),
		disputes: [...new Set(claims.map(({ reference }) => reference))],
		disputedSince: claims.map(({ openedOn }) => openedOn).sort()[0]!
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
