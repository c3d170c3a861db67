import { addDays, localDate, type LocalDate } from '$lib/domain/calendar';
import type { DunningContact, Hold } from '$lib/domain/dunning/decision';
import { DEFAULT_SCENARIO } from '$lib/domain/dunning/default-scenario';
import type { StepDefinition } from '$lib/domain/dunning/scenario';
import type { Money } from '$lib/domain/money';
import type { Random } from '$lib/server/db/seed/random';
import type { Rules } from '../journal';

export interface SimClaim {
	minor: bigint;
	since: LocalDate;
}

export interface SimInvoice {
	id: string;
	issuedOn: LocalDate;
	dueOn: LocalDate | null;
	currency: string;
	totalMinor: bigint;
	paidMinor: bigint;
	claims: SimClaim[];
	promise: { minor: bigint; until: LocalDate } | null;
	quietUntil: LocalDate | null;
}

export interface SimContact extends DunningContact {
	timeZone: string | null;
}

export interface SimCustomer {
	id: string;
	group: string;
	directDebit: boolean;
	contacts: SimContact[];
	invoices: SimInvoice[];
	holds: Hold[];
	credits: Money[];
}

export interface World {
	rules: Rules;
	keepToneDays: number;
	weeklyMails: number;
	minimumMinor: bigint;
	scenario: StepDefinition[];
	customers: SimCustomer[];
	staleSince: LocalDate | null;
}

export const FIRST_DAY = localDate('2027-01-04');
export const DAYS = 365;
/** With a whole hour in spring, on other days, by half an hour only, and never. */
const ZONES = ['Europe/Paris', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'];

export function makeWorld(random: Random): World {
	const timeZone = random.pick(ZONES);
	return {
		rules: {
			timeZone,
			sendFromMinute: random.pick([0, 120, 480, 540]),
			sendUntilMinute: random.pick([720, 1080, 1440]),
			weekdays: [1, 2, 3, 4, 5],
			closed: closuresOf(random),
			minContactDelayDays: random.pick([0, 1, 3, 5, 7])
		},
		keepToneDays: random.pick([0, 10]),
		weeklyMails: random.pick([1, 2, 5]),
		minimumMinor: random.pick([0n, 0n, 5_000n]),
		scenario: DEFAULT_SCENARIO.map((step) => ({ ...step, id: `step-${step.key}` })),
		customers: Array.from({ length: 3 }, (_, index) => makeCustomer(`c${index}`, random)),
		staleSince: null
	};
}

/** Ten public holidays and a week in summer. */
function closuresOf(random: Random): Set<string> {
	const closed = new Set<string>();
	for (let i = 0; i < 10; i++) closed.add(addDays(FIRST_DAY, random.int(0, DAYS)));
	const summer = random.int(180, 220);
	for (let i = 0; i < 7; i++) closed.add(addDays(FIRST_DAY, summer + i));
	return closed;
}

function makeCustomer(id: string, random: Random): SimCustomer {
	return {
		id,
		group: random.pick(['', 'keyed']),
		directDebit: random.chance(0.05),
		contacts: Array.from({ length: random.int(1, 3) }, (_, index) =>
			makeContact(`${id}-p${index}`, index, random)
		),
		invoices: Array.from({ length: random.int(3, 7) }, (_, index) =>
			makeInvoice(`${id}-f${index}`, random)
		),
		holds: [],
		credits: []
	};
}

const makeContact = (contactId: string, index: number, random: Random): SimContact => ({
	contactId,
	role: (['collections', 'billing', 'other'] as const)[index]!,
	email: `${contactId}@customer.test`,
	bounced: false,
	timeZone: random.chance(0.2) ? random.pick(ZONES) : null
});

function makeInvoice(id: string, random: Random): SimInvoice {
	const issuedOn = addDays(FIRST_DAY, random.int(-60, DAYS - 60));
	const totalMinor = BigInt(random.int(1, 200_000));
	return {
		id,
		issuedOn,
		dueOn: random.chance(0.03) ? null : addDays(issuedOn, random.pick([10, 30, 45, 60])),
		currency: random.chance(0.2) ? 'USD' : 'EUR',
		totalMinor,
		paidMinor: 0n,
		claims: [],
		promise: null,
		quietUntil: null
	};
}

export const openOf = ({ totalMinor, paidMinor }: SimInvoice): bigint =>
	totalMinor > paidMinor ? totalMinor - paidMinor : 0n;

export const visibleOn = ({ invoices }: SimCustomer, today: string): SimInvoice[] =>
	invoices.filter((invoice) => invoice.issuedOn <= today && openOf(invoice) > 0n);
