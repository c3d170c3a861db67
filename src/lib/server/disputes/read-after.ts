import { sql } from 'drizzle-orm';
import { localDateAt, type LocalDate } from '$lib/domain/calendar';
import { isDecidedOrOver } from '$lib/domain/disputes/lifecycle';
import { fromInside } from '../auth/from-inside';
import type { PortalScope, Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import type { Case } from './case-queries';

/** What he wrote last after the decision, and the day a colleague read it and found nothing to answer. */
export interface ReadAfter {
	on: LocalDate;
	readOn: LocalDate;
}

/** A day that was promised him is not taken back in silence; why nothing is answered stays in the house. */
export async function readAfter(
	unit: Unit<PortalScope>,
	{ dispute: { id, status } }: Case
): Promise<ReadAfter | null> {
	if (!isDecidedOrOver(status)) return null;
	const found = await fromInside(unit, (beside) => lastReading(beside, id));
	const day = (at: string) => localDateAt(new Date(at), unit.scope.timeZone);
	return found?.readAt ? { on: day(found.saidAt), readOn: day(found.readAt) } : null;
}

/**
 * Of his last words, where nobody of the house has written to him since, nor opened or decided the case again. Words that another case goes on from are noted
 * as read with its reference (reopen-dispute.ts): there they are answered.
 */
async function lastReading({ tx, scope }: Unit<Scope>, disputeId: string) {
	const ofCase = sql`organisation_id = ${scope.organisationId} and dispute_id = ${disputeId}`;
	const { rows } = await tx.execute<{ saidAt: string; readAt: string | null }>(sql`
		select said.at as "saidAt", (select min(at) from reply_reading where ${ofCase} and at >= said.at
				and why not in (select reference from dispute where organisation_id = ${scope.organisationId})) as "readAt"
		from (select max(at) as at from message
			where ${ofCase} and audience = 'customer' and author_kind = 'customer') said
		where said.at is not null
			and not exists (select from message
				where ${ofCase} and audience = 'customer' and author_kind <> 'customer' and at >= said.at)
			and not exists (select from dispute_transition
				where ${ofCase} and at >= said.at and answers_words(by_kind, from_status, to_status))`);
	return rows[0];
}
