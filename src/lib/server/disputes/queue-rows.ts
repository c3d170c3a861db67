import { and, eq } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import {
	promisedDayOf,
	timeLeftOf,
	type DeadlineFacts,
	type TimeLeft
} from '$lib/domain/disputes/deadlines';
import {
	isDecidedOrOver,
	RUNNING_STATUSES,
	type DisputeStatus
} from '$lib/domain/disputes/lifecycle';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { among } from '../db/one-of';
import { assignment } from '../db/schema/assignments';
import { dispute } from '../db/schema/disputes';
import { together } from '../db/together';
import { namedCustomers } from '../customers/queries';
import { everyReasonOnce } from '../settings/queries';
import { claimsListed, type Claimed } from './claims-listed';
import { deadlinesOf, type DeadlinesOf } from './deadline-facts';
import { deadlineTerms } from './deadline-terms';
import { nextOf } from './deadlines-shown';
import { offersOver } from './queue-offers';
import { currentOne } from './queue-tables';
import { standings, type KnownStandings } from './standings';
import { teamNow } from './team-now';

/**
 * These cases, in this order, each with what a list says of it.
 * @param known how they stand, where the whole house was gone through already
 */
export async function queueRows(
	unit: Unit<DeskScope>,
	ids: readonly string[],
	known?: KnownStandings
) {
	if (ids.length === 0) return [];
	const [facts, rowsBy, termsOf, teamOf, standingOf] = await together(unit, () => [
		deadlinesOf(unit, ids),
		rowsOf(unit, ids),
		deadlineTerms(unit),
		teamNow(unit),
		standings(unit, ids, known)
	]);
	return rowsBy(facts).map(({ asked, ...row }) => ({
		...row,
		...standingOf(row),
		owner: asked?.resolverName ?? null,
		ownerTeam: teamOf(asked),
		deadline: nextOf(facts.get(row.id), termsOf),
		left: leftOf(facts.get(row.id)!, row.answerDueOn)
	}));
}

/** The day the customer counts on now. */
const dayOf = (facts: DeadlineFacts | undefined, answerDueOn: LocalDate): LocalDate =>
	facts ? promisedDayOf(facts) : answerDueOn;

async function rowsOf(unit: Unit<DeskScope>, ids: readonly string[]) {
	const [rows, claimedIn, overIn, reasons] = await together(unit, () => [
		casesOf(unit, ids),
		claimsListed(unit, ids),
		offersOver(unit, ids),
		everyReasonOnce(unit)
	]);
	const labelsOf = new Map(reasons.map(({ id, labels }) => [id, labels]));
	const byId = new Map(rows.map((row) => [row.id, row]));
	const inOrder = ids.flatMap((id) => byId.get(id) ?? []);
	return (facts: DeadlinesOf) =>
		inOrder.map(({ reasonId, ...row }) => ({
			...{ ...row, reason: labelsOf.get(reasonId)!, offerOver: overIn(row.id) },
			...contestedNow(row.status, claimedIn(row.id)),
			answerDueOn: dayOf(facts.get(row.id), row.answerDueOn)
		}));
}

/** As the page of the case says it, and as the list sorts by (drizzle/0128): while somebody is to decide, without what earlier rounds credited. */
const contestedNow = (
	status: DisputeStatus,
	{ claimedMinor, creditedMinor, ...claimed }: Claimed
): Omit<Claimed, 'creditedMinor'> => ({
	...claimed,
	claimedMinor: isDecidedOrOver(status) ? claimedMinor : claimedMinor - creditedMinor
});

/** With no more tables than name whom it is about and who has it: what else a row says is asked of all rows at once. */
function casesOf(unit: Unit<DeskScope>, ids: readonly string[]) {
	const customer = namedCustomers(unit);
	return unit.tx
		.select({
			...{ id: dispute.id, reference: dispute.reference, reasonId: dispute.reasonId },
			...{ status: dispute.status, priority: dispute.priority },
			...{ openedOn: dispute.openedOn, answerDueOn: dispute.answerDueOn },
			...{ customerCode: customer.code, customerName: customer.name },
			asked: {
				resolverName: assignment.resolverName,
				userId: assignment.userId,
				resolverEmail: assignment.resolverEmail
			}
		})
		.from(dispute)
		.innerJoin(customer, eq(customer.id, dispute.customerId))
		.leftJoin(assignment, currentOne)
		.where(and(eq(dispute.organisationId, unit.scope.organisationId), among(dispute.id, ids)));
}

/** Null where no answer is awaited from us. */
const leftOf = (facts: DeadlineFacts, answerDueOn: LocalDate): TimeLeft | null =>
	RUNNING_STATUSES.includes(facts.status) ? timeLeftOf(facts, answerDueOn) : null;
