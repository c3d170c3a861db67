import { and, desc, eq } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
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

const SHOWN = {
	id: customerNote.id,
	at: customerNote.at,
	byName: customerNote.byName,
	body: customerNote.body,
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
