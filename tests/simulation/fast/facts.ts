import { minuteOfDayAt, type LocalDate } from '$lib/domain/calendar';
import type { DunningFacts, OpenItem, PastNotice } from '$lib/domain/dunning/decision';
import { disputedMinor } from '$lib/domain/receivables/open-items';
import { addDays } from '$lib/domain/calendar';
import {
	openOf,
	visibleOn,
	type SimContact,
	type SimCustomer,
	type SimInvoice,
	type World
} from './world';

export interface Instant {
	now: Date;
	today: LocalDate;
	/** Null: the hours are not looked at. */
	minute: number | null;
}

export interface Known {
	history: readonly PastNotice[];
	legalStage: boolean;
	/** Dunning mails of the last seven days, by address. */
	recentMails: ReadonlyMap<string, number>;
}

/** What the server would have read of its tables. */
export function factsOf(
	world: World,
	customer: SimCustomer,
	{ now, today, minute }: Instant,
	{ history, legalStage, recentMails }: Known
): DunningFacts {
	const { rules, staleSince } = world;
	return {
		customer: {
			customerId: customer.id,
			directDebit: customer.directDebit,
			legalStage,
			group: customer.group
		},
		contacts: customer.contacts.map((contact) => contactOf(contact, now, minute, recentMails)),
		openItems: visibleOn(customer, today).map((invoice) => itemOf(invoice, today)),
		holds: customer.holds,
		history,
		scenario: world.scenario,
		policy: { ...rules, minimumMinor: world.minimumMinor, currency: 'EUR', ...rest(world) },
		calendar: rules,
		credits: customer.credits,
		...(staleSince && { staleSource: { name: 'bank', lastOn: staleSince } }),
		today,
		...(minute !== null && { minuteOfDay: minute })
	};
}

const rest = ({ keepToneDays, weeklyMails }: World) => ({ keepToneDays, weeklyMails });

function contactOf(
	{ timeZone, ...contact }: SimContact,
	now: Date,
	minute: number | null,
	recentMails: Known['recentMails']
): DunningFacts['contacts'][number] {
	return {
		...contact,
		recentMails: recentMails.get(contact.email) ?? 0,
		...(timeZone && minute !== null && { minuteOfDay: minuteOfDayAt(now, timeZone) })
	};
}

function itemOf(invoice: SimInvoice, today: LocalDate): OpenItem {
	const { id, issuedOn, dueOn, currency, totalMinor, claims, promise, quietUntil } = invoice;
	const open = openOf(invoice);
	const isBroken = promise !== null && promise.until < today;
	return {
		invoiceId: id,
		number: id,
		issuedOn,
		dueOn,
		currency,
		totalMinor,
		openMinor: open,
		disputedMinor: disputedMinor(
			open,
			claims.map(({ minor }) => ({ claimedMinor: minor }))
		),
		disputes: claims.map((_, index) => `LIT-${id}-${index}`),
		...(claims[0] && { disputedSince: claims[0].since }),
		promisedMinor: promise?.minor ?? 0n,
		...(promise && { promisedUntil: promise.until }),
		...(promise && isBroken && { promiseBrokenOn: addDays(promise.until, 1) }),
		...(quietUntil && { quietUntil })
	};
}

/** What may be asked of an invoice, counted on the world itself and not by the engine. */
export function mostOf(customer: SimCustomer, invoice: SimInvoice, today: string): bigint {
	const { claims, promise, quietUntil, id } = invoice;
	const isHeld = customer.holds.some(
		({ invoiceId, contactId, until }) =>
			!contactId && (invoiceId ?? id) === id && (until === undefined || until >= today)
	);
	if (isHeld || (quietUntil !== null && quietUntil >= today)) return 0n;
	const disputed = claims.reduce((sum, { minor }) => sum + minor, 0n);
	const left = openOf(invoice) - disputed;
	const promised = promise && promise.until >= today ? promise.minor : 0n;
	return left > promised ? left - promised : 0n;
}
