import { groupBy } from '$lib/domain/group-by';
import { pastEvents } from '../audit/past-events';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../auth/scope';
import { contactsToDun, customersToDun } from '../customers/dunning-facts';
import type { Unit } from '../db/client';
import { returnedNumbers } from '../delivery/report-queries';
import { phoneOf } from './phone-of';

type Customer = Pick<Awaited<ReturnType<typeof customersToDun>>[number], 'customerId' | 'country'>;
type Contact = Pick<
	Awaited<ReturnType<typeof contactsToDun>>[number],
	'contactId' | 'customerId' | 'phone'
>;
/** The number that fails, by contact. */
export type FailingNumbers = ReadonlyMap<string, string>;

export const NO_FAILING_NUMBERS: FailingNumbers = new Map();

/**
 * Contacts whose number takes no texts: the last one came back. It is over when a later one arrives,
 * with another number, or when somebody knows better; derived, so nothing has to be undone.
 */
export async function failingNumbers(
	unit: Unit<InsideScope>,
	{ customers, contacts }: { customers: readonly Customer[]; contacts: readonly Contact[] },
	at: Date = unit.now
): Promise<FailingNumbers> {
	const ids = customers.map(({ customerId }) => customerId);
	const returned = await returnedNumbers(unit, ids, at);
	if (returned.length === 0) return NO_FAILING_NUMBERS;
	const countries = new Map(customers.map(({ customerId, country }) => [customerId, country]));
	const theirs = groupBy(contacts, ({ customerId }) => customerId);
	const failing = returned.flatMap(({ customerId, phone, at: since }) =>
		(theirs.get(customerId!) ?? [])
			.filter((contact) => phoneOf(contact, countries.get(customerId!)!) === phone)
			.map(({ contactId }) => ({ contactId, phone, since }))
	);
	const cleared = await lastCleared(
		unit,
		failing.map(({ contactId }) => contactId),
		at
	);
	return new Map(
		failing
			.filter(({ contactId, since }) => (cleared.get(contactId) ?? since) <= since)
			.map(({ contactId, phone }) => [contactId, phone])
	);
}

/** Those of one customer, by id. @throws not_found */
export async function failingNumbersOf(
	unit: Unit<InsideScope>,
	customerId: string
): Promise<string[]> {
	const customers = await customersToDun(unit, [customerId]);
	if (customers.length === 0) throw new AppError('not_found');
	const contacts = await contactsToDun(unit, [customerId]);
	return [...(await failingNumbers(unit, { customers, contacts })).keys()];
}

/** When somebody last said that the number takes texts. */
async function lastCleared(
	unit: Unit<InsideScope>,
	contactIds: readonly string[],
	at: Date
): Promise<Map<string, Date>> {
	const events = await pastEvents(unit, 'contact', contactIds, ['contact.number_cleared']);
	return new Map(
		events.filter((event) => event.at <= at).map(({ subjectId, at: on }) => [subjectId, on])
	);
}
