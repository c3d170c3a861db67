import { and, eq, exists, inArray, isNotNull, or, sql, type SQL } from 'drizzle-orm';
import { localDateAt, type LocalDate } from '$lib/domain/calendar';
import { DISPUTE_STATUSES, isClosed } from '$lib/domain/disputes/lifecycle';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { among } from '../db/one-of';
import { queueCase } from '../db/schema/queue-cases';
import { resolution } from '../db/schema/resolutions';
import { inView, type Looker } from './queue-filter';

const CLOSED = DISPUTE_STATUSES.filter(isClosed);

/**
 * Of a row of the queue: its customer wrote, and since then nobody of the house wrote to him, took the case further or
 * said why it needs no answer. Whatever its status: who disagrees with a decision says so once it is taken.
 */
const customerSpokeLast = isNotNull(queueCase.spokenAt);

/** Of the cases whoever looks works on; of a closed one, whoever looked after it or decided it. */
export const hisUnanswered = (unit: Unit<DeskScope>, looker: Looker): SQL | undefined =>
	and(
		customerSpokeLast,
		or(
			inView(looker, 'mine'),
			and(
				inArray(queueCase.status, CLOSED),
				or(eq(queueCase.collectorId, looker.user.id), exists(decidedBy(unit)))
			)
		)
	);

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

const decidedBy = ({ tx, scope }: Unit<DeskScope>) =>
	tx
		.select({ one: sql`1` })
		.from(resolution)
		.where(
			and(
				eq(resolution.organisationId, scope.organisationId),
				eq(resolution.disputeId, queueCase.id),
				eq(resolution.decidedById, scope.user.id)
			)
		);
