import type { Language } from '$lib/i18n/language';
import { and, eq, isNull } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { LocalDate } from '$lib/domain/calendar';
import { resolverDueOn } from '$lib/domain/disputes/deadlines';
import { attachmentCount } from '../attachments/queries';
import { actorOf, type Scope } from '../auth/scope';
import { revokeLinksOfAssignment } from '../auth/revoke-link';
import type { Unit } from '../db/client';
import { assignment } from '../db/schema/assignments';
import { putMail } from '../delivery/outbox';
import { workingCalendarOf } from '../settings/queries';
import { promisedDay } from './deadline-facts';
import type { Case } from './case-queries';
import { caseOfRound, leftToDecide } from './left-to-decide';
import { mailedItems } from './mailed-lines';
import type { Assignment } from './queries';

export interface Resolver {
	userId: string | null;
	name: string;
	email: string;
	language: Language;
}

/** A new assignment and the mail that carries its link. */
export async function askResolver(
	unit: Unit<Scope>,
	about: Case,
	resolver: Resolver,
	question: string
): Promise<string> {
	const id = uuidv7();
	const dueOn = resolverDueOn(
		unit.today,
		{
			answerDueOn: await promisedDay(unit, about.dispute.id),
			deadlineDays: about.reason.deadlineDays
		},
		await workingCalendarOf(unit)
	);
	await unit.tx.insert(assignment).values({
		organisationId: unit.scope.organisationId,
		id,
		customerId: about.dispute.customerId,
		disputeId: about.dispute.id,
		userId: resolver.userId,
		resolverName: resolver.name,
		resolverEmail: resolver.email,
		language: resolver.language,
		question,
		dueOn,
		assignedAt: unit.now,
		assignedBy: actorOf(unit.scope).name
	});
	await mailResolver(unit, about, resolver, { id, dueOn, question });
	return id;
}

async function mailResolver(
	unit: Unit<Scope>,
	about: Case,
	resolver: Resolver,
	asked: { id: string; dueOn: LocalDate; question: string }
): Promise<void> {
	const round = caseOfRound(await leftToDecide(unit, about));
	await putMail(unit, {
		mail: 'resolver-request',
		onceKey: `resolver-request:${asked.id}`,
		to: { email: resolver.email, name: resolver.name, language: resolver.language },
		facts: {
			reference: about.dispute.reference,
			customerName: about.customer.name,
			resolverName: resolver.name,
			askedBy: actorOf(unit.scope).name,
			question: asked.question,
			explanation: about.dispute.explanation,
			reason: about.reason.labels,
			items: mailedItems(round.items),
			detail: about.dispute.detail,
			claimed: round.claimed,
			files: await attachmentCount(unit, about.dispute.id),
			dueOn: asked.dueOn
		},
		customerId: about.dispute.customerId,
		disputeId: about.dispute.id,
		link: { kind: 'resolver', assignmentId: asked.id }
	});
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
