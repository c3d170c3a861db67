import { and, asc, eq, inArray, isNull, or, sql, type SQL } from 'drizzle-orm';
import { RUNNING_STATUSES } from '$lib/domain/disputes/lifecycle';
import type { InsideScope } from '../auth/scope';
import { namedCustomers } from '../customers/queries';
import type { Unit } from '../db/client';
import { among } from '../db/one-of';
import { assignment } from '../db/schema/assignments';
import { dispute } from '../db/schema/disputes';
import { queueCase } from '../db/schema/queue-cases';
import { asksNobody } from './asks-nobody';
import { isUnanswered, STILL_ASKED } from './open-questions';

/** Of a row of the queue: whoever was asked left before he answered. It is to be asked of somebody. */
export const isAskedOfNobody = (unit: Unit<InsideScope>): SQL | undefined =>
	and(
		inArray(queueCase.status, RUNNING_STATUSES),
		inArray(
			queueCase.id,
			unit.tx
				.select({ id: sql`${assignment.disputeId}` })
				.from(assignment)
				.where(and(isOpen(unit), asksNobody(unit)))
		)
	);

const isOpen = (unit: Unit<InsideScope>) =>
	and(
		eq(assignment.organisationId, unit.scope.organisationId),
		isNull(assignment.endedAt),
		isUnanswered(unit)
	);

/** What waits for an answer, with the case it is about. */
export type LeftQuestion = Awaited<ReturnType<typeof questionsLeft>>[number];

/** Of these cases, who was asked and left, by case. */
export async function leaversOf(
	unit: Unit<InsideScope>,
	ids: readonly string[]
): Promise<ReadonlyMap<string, string>> {
	if (ids.length === 0) return new Map();
	const which = and(among(assignment.disputeId, ids), asksNobody(unit));
	const rows = await questionsLeft(unit, which);
	return new Map(rows.map(({ disputeId, resolverName }) => [disputeId, resolverName]));
}

/** What was asked of this colleague and waits: nobody answers it once his account is closed. */
export const questionsOf = (unit: Unit<InsideScope>, him: Named): Promise<LeftQuestion[]> =>
	questionsLeft(unit, wasAsked(him));

/** Of those, what nobody took up. */
export const questionsLeftBy = (unit: Unit<InsideScope>, him: Named): Promise<LeftQuestion[]> =>
	questionsLeft(unit, and(asksNobody(unit), wasAsked(him)));

interface Named {
	id: string;
	email: string;
}

const wasAsked = ({ id, email }: Named) =>
	or(eq(assignment.userId, id), eq(sql`lower(${assignment.resolverEmail})`, email.toLowerCase()));

function questionsLeft(unit: Unit<InsideScope>, which: SQL | undefined) {
	const customer = namedCustomers(unit);
	return unit.tx
		.select({
			...{ id: assignment.id, disputeId: assignment.disputeId },
			...{ resolverName: assignment.resolverName },
			...{ reference: dispute.reference, customer: customer.name }
		})
		.from(assignment)
		.innerJoin(
			dispute,
			and(
				eq(dispute.organisationId, assignment.organisationId),
				eq(dispute.id, assignment.disputeId)
			)
		)
		.innerJoin(customer, eq(customer.id, dispute.customerId))
		.where(and(isOpen(unit), inArray(dispute.status, STILL_ASKED), which))
		.orderBy(asc(dispute.reference));
}
