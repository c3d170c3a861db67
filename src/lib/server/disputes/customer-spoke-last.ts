import { and, eq, isNotNull, or, type SQL } from 'drizzle-orm';
import { localDateAt, type LocalDate } from '$lib/domain/calendar';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { among } from '../db/one-of';
import { queueCase } from '../db/schema/queue-cases';
import { inView, type Looker } from './queue-filter';
import { hearingToday, isHeardBy } from './who-hears';

/**
 * Of a row of the queue: its customer wrote, and since then nobody of the house wrote to him, took the case further or
 * said why it needs no answer. Whatever its status: who disagrees with a decision says so once it is taken.
 */
const customerSpokeLast = isNotNull(queueCase.spokenAt);

/** Of the cases whoever looks works on, and of those whose words are for him or for whom he stands in for. */
export async function hisUnanswered(
	unit: Unit<DeskScope>,
	looker: Looker
): Promise<SQL | undefined> {
	const { user, standsIn } = looker;
	const ids = [user.id, ...standsIn.represents.map(({ id }) => id)];
	return and(
		customerSpokeLast,
		or(inView(looker, 'mine'), isHeardBy(unit, await hearingToday(unit), ids))
	);
}

/** Of these cases, the day on which each customer wrote what nobody answered. */
export async function spokenDays(
	{ tx, scope }: Unit<DeskScope>,
	ids: readonly string[]
): Promise<ReadonlyMap<string, LocalDate>> {
	if (ids.length === 0) return new Map();
	const rows = await tx
		.select({ id: queueCase.id, at: queueCase.spokenAt })
		.from(queueCase)
		.where(and(eq(queueCase.organisationId, scope.organisationId), among(queueCase.id, ids)));
	return new Map(
		rows.flatMap(({ id, at }) => (at ? [[id, localDateAt(at, scope.timeZone)] as const] : []))
	);
}
