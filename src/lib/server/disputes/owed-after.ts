import { and, eq, min, sql, type SQL } from 'drizzle-orm';
import { localDateAt, type LocalDate } from '$lib/domain/calendar';
import { answerDueOn } from '$lib/domain/disputes/deadlines';
import { isDecidedOrOver } from '$lib/domain/disputes/lifecycle';
import { fromInside } from '../auth/from-inside';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { message } from '../db/schema/messages';
import { workingCalendarOf } from '../settings/queries';
import type { Case } from './case-queries';
import { spokenAtOf, type SpokenReader } from './unanswered-words';

/** What he wrote once it was decided, and nobody answered. */
export interface OwedAfter {
	/** The day of the first of these words: who insists waits no longer for it. */
	on: LocalDate;
	dueOn: LocalDate;
	isMissed: boolean;
}

/**
 * In as many worked days as a case of that reason is answered in. Who withdrew says himself that nothing is to be answered:
 * what he adds is read, and nothing is promised.
 */
export async function owedAfter(
	unit: Unit<SpokenReader>,
	{ dispute, reason }: Case
): Promise<OwedAfter | null> {
	if (!isDecidedOrOver(dispute.status) || dispute.status === 'withdrawn') return null;
	if (!(await spokenAtOf(unit, dispute.id))) return null;
	const at = await fromInside(unit, (beside) => firstUnanswered(beside, dispute.id));
	if (!at) return null;
	const on = localDateAt(at, unit.scope.timeZone);
	const dueOn = answerDueOn(on, reason.deadlineDays, await workingCalendarOf(unit));
	return { on, dueOn, isMissed: dueOn < unit.today };
}

/** What the trigger takes for an answer (drizzle/0086): words of the house, a reading, a step that answers. */
const answeredAt = (disputeId: string): SQL => sql`greatest(
	(select max(m.at) from message m where m.organisation_id = ${message.organisationId} and m.dispute_id = ${disputeId}
		and m.audience = 'customer' and m.author_kind in ('staff', 'resolver')),
	(select max(r.at) from reply_reading r where r.organisation_id = ${message.organisationId} and r.dispute_id = ${disputeId}),
	(select max(t.at) from dispute_transition t where t.organisation_id = ${message.organisationId} and t.dispute_id = ${disputeId}
		and answers_words(t.by_kind, t.from_status, t.to_status)))`;

async function firstUnanswered(unit: Unit<Scope>, disputeId: string): Promise<Date | null> {
	const [row] = await unit.tx
		.select({ at: min(message.at) })
		.from(message)
		.where(
			and(
				eq(message.organisationId, unit.scope.organisationId),
				eq(message.disputeId, disputeId),
				eq(message.audience, 'customer'),
				eq(message.authorKind, 'customer'),
				sql`${message.at} > coalesce(${answeredAt(disputeId)}, '-infinity')`
			)
		);
	return row?.at ?? null;
}
