import type { Language } from '$lib/i18n/language';
import { and, eq, isNull } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { LocalDate } from '$lib/domain/calendar';
import { resolverDueOn } from '$lib/domain/disputes/deadlines';
import { presenceToday } from '../absences/presence';
import { actorOf, type Scope } from '../auth/scope';
import { revokeLinksOfAssignment } from '../auth/revoke-link';
import type { Unit } from '../db/client';
import { assignment } from '../db/schema/assignments';
import { workingCalendarOf } from '../settings/queries';
import { promisedDay } from './deadline-facts';
import type { Case } from './case-queries';
import { mailResolver } from './mail-resolver';
import type { Assignment } from './queries';
import { tellOfNobody } from './tell-of-nobody';

export interface Resolver {
	userId: string | null;
	name: string;
	email: string;
	language: Language;
}

/** A new assignment and the mail that carries its link: to his substitute while he is away. `routedBy`: the rule that chose him. */
export async function askResolver(
	unit: Unit<Scope>,
	about: Case,
	resolver: Resolver,
	question: string,
	{
		askedBy = actorOf(unit.scope).name,
		routedBy = ''
	}: { askedBy?: string; routedBy?: string } = {}
): Promise<string> {
	const id = uuidv7();
	const { userId, name, email } = resolver;
	const presence = (await presenceToday(unit)).of({ userId, resolverEmail: email });
	const { standIn, awayUntil } = presence;
	const dueOn = await answerBy(unit, about);
	await unit.tx.insert(assignment).values({
		organisationId: unit.scope.organisationId,
		id,
		customerId: about.dispute.customerId,
		disputeId: about.dispute.id,
		...{ userId, resolverName: name, resolverEmail: email, language: resolver.language },
		...(standIn && { standInId: standIn.id, standInName: standIn.name, awayUntil }),
		...{ question, dueOn, routedBy },
		assignedAt: unit.now,
		assignedBy: askedBy
	});
	await mailResolver(unit, about, {
		...{ assignmentId: id, onceKey: `resolver-request:${id}`, dueOn },
		to: standIn ?? resolver,
		...(standIn && awayUntil && { standsInFor: { name, until: awayUntil } })
	});
	await tellOfNobody(unit, about, { ...presence, id, name });
	return id;
}

async function answerBy(unit: Unit<Scope>, { dispute, reason }: Case): Promise<LocalDate> {
	const answerDueOn = await promisedDay(unit, dispute.id);
	const { deadlineDays } = reason;
	return resolverDueOn(unit.today, { answerDueOn, deadlineDays }, await workingCalendarOf(unit));
}

/** Whoever was asked until now is not any more. */
export const endAssignment = (unit: Unit<Scope>, disputeId: string): Promise<Assignment[]> =>
	unit.tx
		.update(assignment)
		.set({ endedAt: unit.now })
		.where(
			and(
				eq(assignment.organisationId, unit.scope.organisationId),
				eq(assignment.disputeId, disputeId),
				isNull(assignment.endedAt)
			)
		)
		.returning();

/** Closes the doors that mails to these people opened. */
export async function revokeLinksOf(
	unit: Unit<Scope>,
	ended: readonly Pick<Assignment, 'id'>[]
): Promise<void> {
	for (const { id } of ended) await revokeLinksOfAssignment(unit, id);
}
