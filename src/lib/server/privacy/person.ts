import { sql } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import type { Known } from '$lib/domain/privacy/person-words';
import type { InsideScope } from '../auth/scope';
import { notesNaming } from '../customers/note-queries';
import type { Unit } from '../db/client';
import { caseNotesNaming } from '../disputes/notes-naming';
import { valuesNaming } from '../fields/queries';

/** Somebody, wherever he is known in the organisation: one address is one person. */
export interface Person extends Known {
	contacts: string[];
	links: string[];
	/** Customers he appears at. */
	accounts: string[];
}

/** @throws not_found also when he was erased */
export async function knownPerson(unit: Unit<InsideScope>, contactId: string): Promise<Person> {
	const { rows } = await unit.tx.execute<{ known: Person }>(
		sql`select known_of_person(${contactId}::uuid) as known`
	);
	const { known } = rows[0]!;
	if (!known.contacts.includes(contactId)) throw new AppError('not_found');
	return known;
}

export interface HeldRow {
	held_in: string;
	held: Record<string, unknown>;
}

/** What is held of him, row by row. */
export async function heldOf(unit: Unit<InsideScope>, person: Person): Promise<HeldRow[]> {
	const { rows } = await unit.tx.execute<HeldRow & Record<string, unknown>>(
		sql`select held_in, held from held_of_person(${list(person.accounts)}::uuid[], ${list(person.contacts)}::uuid[],
			${list(person.links)}::uuid[], ${list(person.addresses)}::text[], ${list(person.names)}::text[])`
	);
	return [...rows, ...(await namedIn(unit, person)), ...(await notedOf(unit, person))];
}

/** What colleagues filled in about his account, where it names him. */
async function namedIn(
	unit: Unit<InsideScope>,
	{ accounts, names, addresses }: Person
): Promise<HeldRow[]> {
	const found = await valuesNaming(unit, { accounts, words: [...names, ...addresses] });
	return found.map(({ labels, value: { value, customerId, invoiceId, setAt } }) => ({
		held_in: 'custom_value',
		held: {
			...{ customer_id: customerId, invoice_id: invoiceId, field: labels },
			...{ text: value, at: setAt.toISOString() }
		}
	}));
}

/** What colleagues noted about his account or in its cases, where it names him. */
async function notedOf(
	unit: Unit<InsideScope>,
	{ accounts, names, addresses }: Person
): Promise<HeldRow[]> {
	const named = { accounts, words: [...names, ...addresses] };
	const notes = [...(await notesNaming(unit, named)), ...(await caseNotesNaming(unit, named))];
	return notes.map(({ customerId, at, body }) => ({
		held_in: 'note',
		held: { customer_id: customerId, at: at.toISOString(), body }
	}));
}

/** One parameter for all of them. */
export const list = (all: readonly string[]) => sql.param([...all]);
