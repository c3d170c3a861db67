import { and, desc, eq } from 'drizzle-orm';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { queueCase } from '../db/schema/queue-cases';
import { queueRows } from './queue-rows';
import { searchFor } from './queue-search';

/** The newest cases, open and closed, in which each word of the text begins a word: as the queue finds them. */
export async function casesSaying(unit: Unit<DeskScope>, text: string, most: number) {
	const { where, each } = await searchFor(unit, text);
	const queued = unit.tx
		.select({ organisationId: queueCase.organisationId, id: queueCase.id })
		.from(queueCase)
		.where(and(eq(queueCase.organisationId, unit.scope.organisationId), where))
		.orderBy(desc(queueCase.openedAt), desc(queueCase.id))
		.offset(0)
		.as('queued');
	const found = await unit.tx.select({ id: queued.id }).from(queued).where(each).limit(most);
	return queueRows(
		unit,
		found.map(({ id }) => id)
	);
}
