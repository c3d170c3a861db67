import { sql } from 'drizzle-orm';
import type { Replacement } from '$lib/domain/privacy/person-words';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { list, type Person } from './person';

export interface Erasing {
	person: Person;
	words: readonly Replacement[];
}

/** In every table that holds words about people, one after the other: each in a statement of its own. */
export async function eraseWords(unit: Unit<InsideScope>, erasing: Erasing): Promise<number> {
	let rows = 0;
	for (const table of await tablesWithPeople(unit)) rows += await eraseIn(unit, table, erasing);
	const { accounts, names, addresses } = erasing.person;
	await unit.tx.execute(
		sql`select erase_from_search(${list(accounts)}::uuid[], ${[...names, ...addresses].join(' ')})`
	);
	return rows;
}

/** The outbox first: others are found by it, in the order of the alphabet. */
async function tablesWithPeople({ tx }: Unit<InsideScope>): Promise<string[]> {
	const { rows } = await tx.execute<{ name: string }>(sql`select name from tables_with_people()`);
	return rows.map(({ name }) => name);
}

async function eraseIn(
	{ tx }: Unit<InsideScope>,
	table: string,
	{ person, words }: Erasing
): Promise<number> {
	// Of a table before this one the addresses are replaced already, and this one is found by them.
	const addresses = [
		...person.addresses,
		...words.map(({ mark }) => mark).filter((mark) => mark.includes('@'))
	];
	const { rows } = await tx.execute<{ n: string }>(
		sql`select erase_in(${table}, ${list(person.accounts)}::uuid[], ${list(addresses)}::text[],
			${JSON.stringify(words)}::jsonb) as n`
	);
	return Number(rows[0]!.n);
}
