import { and, eq, inArray, isNull, ne } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import { timeLeft, waitsIn, type TimeLeft } from '$lib/domain/disputes/deadlines';
import { ACTIVE_STATUSES } from '$lib/domain/disputes/lifecycle';
import type { Money } from '$lib/domain/money';
import { assignmentsOpenTo } from '../auth/link-queries';
import { systemScope, type ResolverScope, type SystemScope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { assignment } from '../db/schema/assignments';
import { dispute } from '../db/schema/disputes';
import { answerable } from './answerable';
import { withDaysNow } from './asked-days';
import { caseOf } from './case-queries';
import { deadlineFactsOf } from './deadline-facts';
import { leftToDecide } from './left-to-decide';

export interface WaitingElsewhere {
	reference: string;
	contested: Money;
	dueOn: LocalDate;
	left: TimeLeft;
}

/**
 * Other cases that wait for the same address, the most urgent first. A link opens one case only, so this names
 * them and no more: their own mails carry their doors (docs/decisions/answering-by-link.md).
 */
export const waitingElsewhere = (scope: ResolverScope): Promise<WaitingElsewhere[]> =>
	unitOfWork(insideOf(scope), async (unit) => {
		const rows = await withDaysNow(unit, await askedElsewhere(unit, scope));
		const soonest = new Map<string, Asked>();
		for (const row of rows.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1)))
			if (!soonest.has(row.disputeId)) soonest.set(row.disputeId, row);
		const shown: WaitingElsewhere[] = [];
		for (const row of soonest.values()) shown.push(await shownOf(unit, row));
		return shown;
	});

/** The question behind one of them; null for a case that does not wait for him. */
export const questionElsewhere = (scope: ResolverScope, reference: string): Promise<Asked | null> =>
	unitOfWork(insideOf(scope), async (unit) => {
		const rows = await askedElsewhere(unit, scope);
		return rows.find((row) => row.reference === reference) ?? null;
	});

const insideOf = ({ organisationId, timeZone }: ResolverScope) =>
	systemScope({ organisationId, timeZone, actor: 'links' });

async function shownOf(
	unit: Unit<SystemScope>,
	{ disputeId, reference, dueOn }: Asked
): Promise<WaitingElsewhere> {
	const { claimed: contested } = await leftToDecide(unit, await caseOf(unit, disputeId));
	const { transitions, today, calendar } = await deadlineFactsOf(unit, disputeId);
	const left = timeLeft(today, dueOn, calendar, waitsIn(transitions, today));
	return { reference, contested, dueOn, left };
}

type Asked = Awaited<ReturnType<typeof askedElsewhere>>[number];

const askedElsewhere = (
	unit: Unit<SystemScope>,
	{ organisationId, holder, disputeId }: ResolverScope
) =>
	unit.tx
		.select({
			assignmentId: assignment.id,
			reference: dispute.reference,
			disputeId: assignment.disputeId,
			dueOn: assignment.dueOn,
			assignedAt: assignment.assignedAt
		})
		.from(assignment)
		.innerJoin(
			dispute,
			and(
				eq(dispute.organisationId, assignment.organisationId),
				eq(dispute.id, assignment.disputeId)
			)
		)
		.where(
			and(
				eq(assignment.organisationId, organisationId),
				inArray(assignment.id, assignmentsOpenTo(unit, holder.email)),
				isNull(assignment.endedAt),
				ne(assignment.disputeId, disputeId),
				inArray(dispute.status, ACTIVE_STATUSES.filter(answerable))
			)
		)
		.orderBy(assignment.dueOn)
		.limit(20);
