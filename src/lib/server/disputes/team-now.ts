import { isSameAddress } from '$lib/domain/same-address';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { usersOnce } from '../settings/queries';

interface Asked {
	readonly userId: string | null;
	readonly resolverEmail: string;
}

/** Whoever of the house is asked, found by his account or by the address that was typed. */
export const personAsked = <Person extends { id: string; email: string }>(
	people: readonly Person[],
	{ userId, resolverEmail }: Asked
): Person | null =>
	people.find(({ id }) => id === userId) ??
	people.find(({ email }) => isSameAddress(email, resolverEmail)) ??
	null;

/** Of whoever has a case now; null: nobody has it, or he is of none. What a reason usually asks says nothing of it. */
export async function teamNow(
	unit: Unit<InsideScope>
): Promise<(asked: Asked | null) => string | null> {
	const people = await usersOnce(unit);
	return (asked) => (asked && personAsked(people, asked)?.team) || null;
}
