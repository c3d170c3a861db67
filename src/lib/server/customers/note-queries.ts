import { and, desc, eq } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { namesAnyOf } from '../db/names-any-of';
import { oneOf } from '../db/one-of';
import { customerNote } from '../db/schema/customer-notes';

type CustomerNote = typeof customerNote.$inferSelect;

/** Notes about a customer, the latest first, and how many there are. */
export async function latestNotes(unit: Unit<InsideScope>, customerId: string, limit: number) {
	const which = and(
		eq(customerNote.organisationId, unit.scope.organisationId),
		eq(customerNote.customerId, customerId)
	);
	const rows = await unit.tx
		.select(SHOWN)
		.from(customerNote)
		.where(which)
		.orderBy(desc(customerNote.at), desc(customerNote.id))
		.limit(limit);
	return { rows, total: await unit.tx.$count(customerNote, which) };
}

/** Notes about these customers in words that name somebody. */
export const notesNaming = (
	{ tx, scope }: Unit<InsideScope>,
	{ accounts, words }: { accounts: readonly string[]; words: readonly string[] }
) =>
	tx
		.select({ customerId: customerNote.customerId, at: customerNote.at, body: customerNote.body })
		.from(customerNote)
		.where(
			and(
				eq(customerNote.organisationId, scope.organisationId),
				oneOf(customerNote.customerId, accounts),
				namesAnyOf(customerNote.body, words)
			)
		);

const SHOWN = {
	id: customerNote.id,
	at: customerNote.at,
	byName: customerNote.byName,
	body: customerNote.body,
	contact: customerNote.contact,
	struckAt: customerNote.struckAt,
	struckBy: customerNote.struckBy
};

export async function noteOf(
	unit: Unit<InsideScope>,
	noteId: string
): Promise<CustomerNote | undefined> {
	const [row] = await unit.tx
		.select()
		.from(customerNote)
		.where(
			and(eq(customerNote.organisationId, unit.scope.organisationId), eq(customerNote.id, noteId))
		);
	return row;
}
