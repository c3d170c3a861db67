import { addDays, addWorkingDays, type LocalDate } from '$lib/domain/calendar';
import { money } from '$lib/domain/money';
import type { Random } from '$lib/server/db/seed/random';
import { openOf, visibleOn, type SimCustomer, type SimInvoice, type World } from './world';

interface Moment {
	world: World;
	customer: SimCustomer;
	/** One of its open invoices. */
	invoice: SimInvoice;
	today: LocalDate;
	random: Random;
}

/** Something a customer, a bank or a colleague does; it commits as a whole. */
type Verb = (moment: Moment) => void;

const part = (minor: bigint, random: Random): bigint =>
	random.chance(0.5) ? minor : (minor * BigInt(random.int(1, 99))) / 100n;

const pay: Verb = ({ invoice, random }) => {
	invoice.paidMinor += part(openOf(invoice), random);
};

const payWithoutSaying: Verb = ({ customer, invoice, random }) => {
	customer.credits.push(money(part(openOf(invoice), random), invoice.currency));
};

/** Somebody finds out what the money was for. */
const allocate: Verb = ({ customer, invoice }) => {
	const index = customer.credits.findIndex(({ currency }) => currency === invoice.currency);
	const [credit] = index < 0 ? [] : customer.credits.splice(index, 1);
	if (credit) invoice.paidMinor += credit.minor;
};

const dispute: Verb = ({ invoice, today, random }) => {
	invoice.claims.push({ minor: part(openOf(invoice), random), since: today });
};

/** Credited or not: some quiet days follow. */
const close: Verb = ({ world, invoice, today, random }) => {
	const [claim] = invoice.claims.splice(0, 1);
	if (!claim) return;
	if (random.chance(0.5)) invoice.paidMinor += claim.minor;
	invoice.quietUntil = addWorkingDays(today, 5, world.rules);
};

const promise: Verb = ({ invoice, today, random }) => {
	const minor = part(openOf(invoice), random);
	invoice.promise = { minor, until: addDays(today, random.int(1, 20)) };
};

const announcePayment: Verb = ({ customer, invoice, today }) => {
	const until = addDays(today, 5);
	customer.holds.push({
		kind: 'payment_announced',
		invoiceId: invoice.id,
		reason: 'reply',
		until
	});
};

const hold: Verb = ({ customer, invoice, today, random }) => {
	const until = addDays(today, random.int(0, 30));
	const about = random.pick([{ invoiceId: invoice.id }, {}, contactOf(customer, random)]);
	customer.holds.push({ kind: 'manual', reason: 'agreed', until, ...about });
};

const contactOf = ({ contacts }: SimCustomer, random: Random) => ({
	contactId: random.pick(contacts).contactId
});

/** Some forget to say until when. */
const holdAll: Verb = ({ customer, today, random }) => {
	const kind = random.pick(['customer_in_dispute', 'opted_out'] as const);
	const until = random.chance(0.8) ? { until: addDays(today, random.int(1, 40)) } : {};
	customer.holds.push({ kind, reason: 'asked for it', ...until });
};

const release: Verb = ({ customer }) => void customer.holds.pop();

const bounce: Verb = ({ customer, random }) => {
	random.pick(customer.contacts).bounced = true;
};

const repair: Verb = ({ customer }) => {
	for (const contact of customer.contacts) contact.bounced = false;
};

const bankStops: Verb = ({ world, today }) => {
	world.staleSince = world.staleSince ? null : today;
};

/** Steps are switched off and on, last longer, or are for some only. */
const editScenario: Verb = ({ world, random }) => {
	const edited = random.pick(world.scenario);
	const change = random.pick([
		{ disabled: !edited.disabled },
		{ closesDays: edited.closesDays + (edited.phase === 'after_due' ? random.int(0, 15) : 0) },
		{ onlyGroups: edited.onlyGroups.length ? [] : ['keyed'] },
		{ automatic: !edited.automatic }
	]);
	world.scenario = world.scenario.map((step) => (step === edited ? { ...step, ...change } : step));
};

const VERBS: readonly Verb[] = [
	...[pay, pay, pay, payWithoutSaying, allocate, dispute, dispute, close, close],
	...[promise, promise, announcePayment, hold, holdAll, release, release],
	...[bounce, repair, bankStops, editScenario]
];

export function somethingHappens(world: World, today: LocalDate, random: Random): void {
	const customer = random.pick(world.customers);
	const open = visibleOn(customer, today);
	if (open.length > 0)
		random.pick(VERBS)({ world, customer, invoice: random.pick(open), today, random });
}
