import { uuidv7 } from 'uuidv7';
import { addDays, type LocalDate } from '$lib/domain/calendar';
import type { DeskScope, SystemScope } from '$lib/server/auth/scope';
import type { Random } from '$lib/server/db/seed/random';
import { unitOfWork } from '$lib/server/db/client';
import { recordPayment } from '$lib/server/payments/record-payment';
import {
	buildContact,
	buildCustomer,
	buildInvoice,
	buildOrganisation,
	buildUser,
	type CustomerRow,
	type InvoiceRow
} from '../../support/factories';
import { deskScopeOf } from '../../support/scopes';
import type { Rules } from '../journal';

/** Where the clock changes by an hour, on other days, by half an hour, and never. */
export const PLACES = [
	{ timeZone: 'Europe/Paris', country: 'FR' },
	{ timeZone: 'America/New_York', country: 'US' },
	{ timeZone: 'Australia/Lord_Howe', country: 'AU' },
	{ timeZone: 'Asia/Kathmandu', country: 'FR' }
] as const;

export interface Town {
	inside: SystemScope;
	desk: DeskScope;
	customers: CustomerRow[];
	invoices: InvoiceRow[];
	rules: Omit<Rules, 'closed'>;
}

/** A small organisation in the database, whose invoices fall due around `first`. */
export async function buildTown(first: LocalDate, seed: number, random: Random): Promise<Town> {
	const rules = {
		sendFromMinute: random.pick([0, 480]),
		sendUntilMinute: random.pick([1080, 1440]),
		minContactDelayDays: random.pick([0, 1, 3, 5])
	};
	const place = PLACES[seed % PLACES.length]!;
	const inside = await buildOrganisation({ ...rules, ...place, name: `Town ${seed}` });
	const desk = deskScopeOf(await buildUser(inside, { role: 'admin' }), inside);
	const customers: CustomerRow[] = [];
	const invoices: InvoiceRow[] = [];
	for (let index = 0; index < 3; index++) {
		const customer = await buildCustomer(inside);
		customers.push(customer);
		for (let i = random.int(1, 2); i > 0; i--) await buildContact(inside, customer);
		for (let i = random.int(2, 4); i > 0; i--)
			invoices.push(await owed(inside, customer, addDays(first, random.int(-15, 25)), random));
	}
	return {
		inside,
		desk,
		customers,
		invoices,
		rules: { ...rules, timeZone: place.timeZone, weekdays: [1, 2, 3, 4, 5] }
	};
}

const owed = (inside: SystemScope, customer: CustomerRow, dueOn: LocalDate, random: Random) =>
	buildInvoice(inside, customer, {
		issuedOn: addDays(dueOn, -30),
		dueOn,
		currency: random.chance(0.2) ? 'USD' : 'EUR',
		totalMinor: BigInt(random.int(1_000, 200_000))
	});

/** Everybody pays, so that the next life does not carry this one along. */
export async function payEverything({ inside, customers }: Town, today: LocalDate): Promise<void> {
	for (const { id: customerId } of customers)
		for (const currency of ['EUR', 'USD'])
			await unitOfWork(inside, (unit) =>
				recordPayment(unit, {
					paymentId: uuidv7(),
					customerId,
					receivedOn: today,
					amountMinor: 100_000_000n,
					currency,
					reference: 'all of it'
				})
			);
}
