import { and, eq, inArray, ne, notInArray, type SQL } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import { timeLeftOf, type TimeLeft } from '$lib/domain/disputes/deadlines';
import type { Money } from '$lib/domain/money';
import { assignmentsOpenTo } from '../auth/link-queries';
import { insideOf } from '../auth/from-inside';
import type { ResolverScope, SystemScope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { answer, assignment } from '../db/schema/assignments';
import { dispute } from '../db/schema/disputes';
import { caseOf } from './case-queries';
import { deadlineFactsAsRead } from './deadline-facts';
import { leftToDecide } from './left-to-decide';
import { openQuestions } from './open-questions';
import type { Assignment } from './queries';
import { MOST_LOOKED_AT, waitingWhere } from './resolver-queries';

export interface WaitingElsewhere {
	reference: string;
	contested: Money;
	dueOn: LocalDate;
	left: TimeLeft;
}

const MOST = 20;

/** Nobody here has his turn while somebody outside is waited for. */
const hereNow = notInArray(dispute.status, ['waiting_customer', 'waiting_third_party']);

/**
 * Other cases that wait for the same address, the most urgent first. A link opens one case only, so this names
 * them and no more: their own mails carry their doors (docs/decisions/answering-by-link.md).
 */
export const waitingElsewhere = (scope: ResolverScope): Promise<WaitingElsewhere[]> =>
	unitOfWork(insideOf(scope), async (unit) => {
		const soonest = new Map<string, Assignment>();
		for (const row of await waitingForHim(unit, await askedElsewhere(unit, scope, hereNow)))
			if (!soonest.has(row.disputeId)) soonest.set(row.disputeId, row);
		const shown: WaitingElsewhere[] = [];
		for (const row of [...soonest.values()].slice(0, MOST)) shown.push(await shownOf(unit, row));
		return shown;
	});

/** What he answered waits for staff, and what he asked back for whoever he asked: neither is his turn. */
async function waitingForHim(
	unit: Unit<SystemScope>,
	asked: readonly Assignment[]
): Promise<Assignment[]> {
	const ids = asked.map(({ id }) => id);
	const answered = new Set(await answeredOf(unit, ids));
	const open = new Set((await openQuestions(unit, ids)).map((one) => one.asked.id));
	return asked.filter(({ id }) => !answered.has(id) || open.has(id));
}

async function answeredOf({ tx, scope }: Unit<SystemScope>, ids: string[]): Promise<string[]> {
	const rows = await tx
		.selectDistinct({ id: answer.assignmentId })
		.from(answer)
		.where(and(eq(answer.organisationId, scope.organisationId), inArray(answer.assignmentId, ids)));
	return rows.map(({ id }) => id);
}

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
	const left = timeLeftOf(await deadlineFactsAsRead(unit, disputeId), dueOn);
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
