import {
	addWorkingDays,
	minuteOfDayAt,
	type LocalDate,
	type WorkingCalendar
} from '$lib/domain/calendar';
import type { DunningFacts, Hold, OpenItem } from '$lib/domain/dunning/decision';
import { disputedMinor } from '$lib/domain/receivables/open-items';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { customersWithOpenInvoices } from '../invoices/dunning-facts';
import { organisationOf, workingCalendarOf } from '../settings/queries';
import type { HistoryNotice } from './history';
import { readAll, type ContactToDun, type OpenInvoice, type Read } from './read-facts';
import { stepsInForce } from './steps';

/** Everything the rule needs about one customer, and what its message needs besides. */
export interface CustomerFacts {
	facts: DunningFacts;
	code: string;
	name: string;
	language: 'fr' | 'en';
	contacts: readonly ContactToDun[];
}

export interface FactsWanted {
	/** Missing: everybody who owes something. */
	customerIds?: readonly string[];
	today?: LocalDate;
	/** Null: do not look at the hours. Missing: now, when `today` is today. */
	minuteOfDay?: number | null;
	/** Notices looked at again, as if they had not been planned. */
	except?: readonly string[];
}

/** A fixed number of queries, however many customers. */
export async function factsFor(
	unit: Unit<InsideScope>,
	wanted: FactsWanted = {}
): Promise<CustomerFacts[]> {
	const ids = wanted.customerIds ?? (await customersWithOpenInvoices(unit));
	if (ids.length === 0) return [];
	const today = wanted.today ?? unit.today;
	const common = await commonFacts(unit, today, minuteFor(unit, today, wanted));
	const read = await readAll(unit, ids, today, wanted.except);
	const quietUntil = (on: LocalDate) => addWorkingDays(on, common.quietPeriodDays, common.calendar);
	return read.customers.map((customer) => assemble(customer, read, common, quietUntil));
}

function minuteFor(
	unit: Unit<InsideScope>,
	today: LocalDate,
	{ minuteOfDay }: FactsWanted
): number | undefined {
	if (minuteOfDay !== undefined) return minuteOfDay ?? undefined;
	return today === unit.today ? minuteOfDayAt(unit.now, unit.scope.timeZone) : undefined;
}

interface Common {
	today: LocalDate;
	minuteOfDay: number | undefined;
	calendar: WorkingCalendar;
	quietPeriodDays: number;
	policy: DunningFacts['policy'];
	scenario: DunningFacts['scenario'];
}

async function commonFacts(
	unit: Unit<InsideScope>,
	today: LocalDate,
	minuteOfDay: number | undefined
): Promise<Common> {
	const { quietPeriodDays, ...organisation } = await organisationOf(unit);
	const { minContactDelayDays, minimumMinor, currency, sendFromMinute, sendUntilMinute } =
		organisation;
	return {
		today,
		minuteOfDay,
		calendar: await workingCalendarOf(unit),
		quietPeriodDays,
		policy: { minContactDelayDays, minimumMinor, currency, sendFromMinute, sendUntilMinute },
		scenario: await stepsInForce(unit)
	};
}

function assemble(
	customer: Read['customers'][number],
	read: Read,
	common: Common,
	quietUntil: (on: LocalDate) => LocalDate
): CustomerFacts {
	const { customerId, code, name, language, directDebit } = customer;
	const contacts = read.contacts.get(customerId) ?? [];
	const history = read.history.get(customerId) ?? [];
	const openItems = (read.invoices.get(customerId) ?? []).map((row) =>
		openItem(row, read, quietUntil)
	);
	const { policy, scenario, calendar, today, minuteOfDay } = common;
	const facts: DunningFacts = {
		customer: { customerId, directDebit, legalStage: isAtLegal(history, openItems) },
		contacts: contacts.map(({ contactId, role, email, bouncedAt }) => ({
			contactId,
			role,
			email,
			bounced: bouncedAt !== null
		})),
		openItems,
		holds: (read.holds.get(customerId) ?? []).map(holdOf),
		history,
		scenario,
		policy,
		calendar,
		credits: read.credits.get(customerId) ?? [],
		dataFresh: true,
		today,
		...(minuteOfDay !== undefined && { minuteOfDay })
	};
	return { facts, code, name, language, contacts };
}

function openItem(
	row: OpenInvoice,
	read: Read,
	quietUntil: (on: LocalDate) => LocalDate
): OpenItem {
	const { invoiceId, number, issuedOn, dueOn, currency, totalMinor, openMinor } = row;
	const claims = read.claims.get(invoiceId) ?? [];
	const endedOn = read.ends.get(invoiceId);
	return {
		invoiceId,
		number,
		issuedOn,
		dueOn,
		currency,
		totalMinor,
		openMinor,
		disputedMinor: disputedMinor(openMinor, claims),
		disputes: [...new Set(claims.map(({ reference }) => reference))],
		promisedMinor: 0n,
		...(endedOn && { quietUntil: quietUntil(endedOn) })
	};
}

const holdOf = ({
	kind,
	invoiceId,
	reason,
	untilOn
}: {
	kind: Hold['kind'];
	invoiceId: string | null;
	reason: string;
	untilOn: LocalDate | null;
}): Hold => ({
	kind,
	reason,
	...(invoiceId && { invoiceId }),
	...(untilOn && { until: untilOn })
});

/** Handed over, as long as the invoice that led there is unpaid: lawyers write from then on. */
const isAtLegal = (history: readonly HistoryNotice[], openItems: readonly OpenItem[]): boolean =>
	history.some(
		({ legal, status, leaderInvoiceId }) =>
			legal && status === 'done' && openItems.some(({ invoiceId }) => invoiceId === leaderInvoiceId)
	);
