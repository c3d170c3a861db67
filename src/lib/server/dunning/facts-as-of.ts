import { addWorkingDays, localDateAt, minuteOfDayAt, minutesAhead } from '$lib/domain/calendar';
import { withSendDays } from '$lib/domain/dunning/sending-calendar';
import { groupBy } from '$lib/domain/group-by';
import type { InsideScope } from '../auth/scope';
import { isHeldAt } from '../customers/hold-zone';
import { contactsAsOf, customersAsOf, holdsAsOf } from '../customers/past-facts';
import type { AsOf } from '../db/as-of';
import type { Unit } from '../db/client';
import { recentMailsAsOf } from '../delivery/past-mails';
import { disputeEndsOf } from '../disputes/dunning-facts';
import { datedClaims } from '../disputes/contested-since';
import { claimsAsOf } from '../disputes/past-facts';
import { unreadReplies } from '../inbound/dunning-facts';
import { openInvoicesAsOf } from '../invoices/past-facts';
import { creditsAsOf } from '../payments/past-facts';
import { promisesToDun } from '../promises/dunning-facts';
import { organisationAsOf } from '../settings/past-policy';
import { calendarOf } from '../settings/queries';
import { staleSourceAsOf } from '../sources/past-facts';
import { policyOf, type CommonFacts } from './common-facts';
import { assemble, type CustomerFacts } from './facts';
import { failingNumbers, NO_FAILING_NUMBERS } from './failing-numbers';
import { notedCalls } from './noted-calls';
import { historyAsOf } from './past-history';
import type { Read } from './read-facts';
import { scenariosInForce } from './scenarios-in-force';

/** The day somebody looks back at; with `hours`, what time it was then is a fact too. */
export interface LookBack extends AsOf {
	hours: boolean;
}

/** The same facts as the engine read them at that instant, from what the rows and the audit date. */
export async function factsAsOf(
	unit: Unit<InsideScope>,
	customerIds: readonly string[],
	look: LookBack,
	common?: CommonFacts
): Promise<CustomerFacts[]> {
	if (customerIds.length === 0) return [];
	const forAll = common ?? (await commonAsOf(unit, look));
	const read = await readAsOf(unit, customerIds, look, forAll);
	return read.customers.map((customer) => assemble(customer, read, forAll));
}

/** What held for every customer of the organisation. */
export async function commonAsOf(
	unit: Unit<InsideScope>,
	{ at, day, hours }: LookBack
): Promise<CommonFacts> {
	const { timeZone } = unit.scope;
	const organisation = await organisationAsOf(unit, at);
	const calendar = calendarOf(organisation, day);
	return {
		today: day,
		minuteOfDay: hours ? minuteOfDayAt(at, timeZone) : undefined,
		minuteIn: (zone) => (hours ? minuteOfDayAt(at, zone) : undefined),
		aheadIn: (zone) => minutesAhead(zone, timeZone, day),
		calendar,
		sendingCalendar: withSendDays(calendar, organisation.sendWeekdays),
		quietDays: organisation.quietPeriodDays,
		quietUntil: (on) => addWorkingDays(on, organisation.quietPeriodDays, calendar),
		graceDays: organisation.promiseGraceDays,
		policy: policyOf(organisation),
		scenarios: await scenariosInForce(unit, at),
		isHeld: (hold, contacts) =>
			localDateAt(at, timeZone) === day && hours
				? isHeldAt(hold, contacts, { now: at, timeZone })
				: hold.untilOn === null || hold.untilOn >= day,
		staleSource: await staleSourceAsOf(unit, at)
	};
}

async function readAsOf(
	unit: Unit<InsideScope>,
	ids: readonly string[],
	asOf: AsOf,
	{ today, graceDays, calendar, scenarios }: CommonFacts
): Promise<Read> {
	const customers = await customersAsOf(unit, ids, asOf);
	const contacts = await contactsAsOf(unit, ids, asOf);
	const claims = await datedClaims(unit, ids, await claimsAsOf(unit, ids, asOf), asOf);
	return {
		customers,
		contacts: groupBy(contacts, (row) => row.customerId),
		failing: scenarios.hasTexts
			? await failingNumbers(unit, { customers, contacts }, asOf.at)
			: NO_FAILING_NUMBERS,
		invoices: byCustomer(await openInvoicesAsOf(unit, ids, asOf)),
		holds: groupBy(await holdsAsOf(unit, ids, asOf), (row) => row.customerId),
		unreadReplies: await unreadReplies(unit, ids, asOf),
		history: byCustomer(await historyAsOf(unit, ids, asOf)),
		calls: await notedCalls(unit, ids, asOf),
		claims: groupBy(claims, (row) => row.invoiceId),
		ends: await disputeEndsOf(unit, ids, asOf),
		promises: await promisesToDun(unit, ids, { today, graceDays, calendar, asOf }),
		credits: await creditsAsOf(unit, ids, asOf),
		// Only words of a message, and none is written again.
		reports: () => [],
		recentMails: await recentMailsAsOf(unit, ids, asOf)
	};
}

function byCustomer<Row extends { customerId: string }>(rows: readonly Row[]) {
	const groups = groupBy(rows, ({ customerId }) => customerId);
	return (customerId: string): Row[] => groups.get(customerId) ?? [];
}
