import { and, eq, inArray, ne, notExists, sql, type SQL } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import { timeLeft, waitsIn, type TimeLeft } from '$lib/domain/disputes/deadlines';
import { ANSWER_VERDICTS } from '$lib/domain/disputes/schema';
import { isOpinion } from '$lib/domain/disputes/sign-in-above';
import type { Money } from '$lib/domain/money';
import { assignmentsOpenTo } from '../auth/link-queries';
import { insideOf } from '../auth/from-inside';
import type { ResolverScope, SystemScope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { answer, assignment } from '../db/schema/assignments';
import { dispute } from '../db/schema/disputes';
import { caseOf } from './case-queries';
import { deadlineFactsOf } from './deadline-facts';
import { leftToDecide } from './left-to-decide';
import type { Assignment } from './queries';
import { MOST_LOOKED_AT, waitingWhere } from './resolver-queries';

export interface WaitingElsewhere {
	reference: string;
	contested: Money;
	dueOn: LocalDate;
	left: TimeLeft;
}

const MOST = 20;

/**
 * Other cases that wait for the same address, the most urgent first. A link opens one case only, so this names
 * them and no more: their own mails carry their doors (docs/decisions/answering-by-link.md).
 */
export const waitingElsewhere = (scope: ResolverScope): Promise<WaitingElsewhere[]> =>
	unitOfWork(insideOf(scope), async (unit) => {
		const soonest = new Map<string, Assignment>();
		for (const row of await askedElsewhere(unit, scope, waitsForHim(unit)))
			if (!soonest.has(row.disputeId)) soonest.set(row.disputeId, row);
		const shown: WaitingElsewhere[] = [];
		for (const row of [...soonest.values()].slice(0, MOST)) shown.push(await shownOf(unit, row));
		return shown;
	});

/** What he gave his opinion on waits for staff, and what he asked the customer for the customer. */
const waitsForHim = ({ tx }: Unit<SystemScope>) =>
	and(
		ne(dispute.status, 'waiting_customer'),
		notExists(
			tx
				.select({ one: sql`1` })
				.from(answer)
				.where(
					and(
						eq(answer.organisationId, assignment.organisationId),
						eq(answer.assignmentId, assignment.id),
						inArray(answer.verdict, ANSWER_VERDICTS.filter(isOpinion))
					)
				)
		)
	);

/** The question behind one of them; null for a case that does not wait for him. */
export const questionElsewhere = (
	scope: ResolverScope,
	reference: string
): Promise<Assignment | null> =>
	unitOfWork(insideOf(scope), async (unit) => {
		const [asked = null] = await askedElsewhere(unit, scope, eq(dispute.reference, reference));
		return asked;
	});

async function shownOf(
	unit: Unit<SystemScope>,
	{ disputeId, dueOn }: Assignment
): Promise<WaitingElsewhere> {
	const about = await caseOf(unit, disputeId);
	const { claimed: contested } = await leftToDecide(unit, about);
	const { transitions, today, calendar } = await deadlineFactsOf(unit, disputeId);
	const left = timeLeft(today, dueOn, calendar, waitsIn(transitions, today));
	return { reference: about.dispute.reference, contested, dueOn, left };
}

const askedElsewhere = (
	unit: Unit<SystemScope>,
	{ holder, disputeId }: ResolverScope,
	which?: SQL
) =>
	waitingWhere(
		unit,
		and(
			inArray(assignment.id, assignmentsOpenTo(unit, holder.email)),
			ne(assignment.disputeId, disputeId),
			which
		),
		MOST_LOOKED_AT
	);
