import type { FollowUp } from '$lib/domain/disputes/follow-up';
import type { Colleague, Presence } from '../absences/presence';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { blockedDays } from './blocked-days';
import type { Case } from './case-queries';
import type { HeadToday } from './head-today';
import { mailResolver } from './mail-resolver';
import type { Assignment } from './queries';

interface Due {
	asked: Assignment;
	step: FollowUp;
}
/** With who answers today. */
export type Reminded = Due & { told: Presence };

/** The question as a whole again, to whoever was asked. */
export async function askHimself(
	unit: Unit<SystemScope>,
	about: Case,
	{ asked, step, onceKey }: Due & { onceKey: string }
): Promise<void> {
	const { resolverName: name, resolverEmail: email, language } = asked;
	await mailResolver(unit, about, {
		...(await mailOf(unit, about, { asked, step })),
		...{ onceKey, to: { name, email, language } }
	});
}

/** The substitute of whoever was asked answers for him, by a link of his own. */
export async function askStandIn(
	unit: Unit<SystemScope>,
	about: Case,
	{ asked, step, told, standIn, onceKey }: Reminded & { standIn: Colleague; onceKey: string }
): Promise<void> {
	const until = told.awayUntil;
	await mailResolver(unit, about, {
		...(await mailOf(unit, about, { asked, step })),
		...{ onceKey, to: standIn },
		...(until && { standsInFor: { name: asked.resolverName, until } })
	});
}

/** The head of a team, or his substitute, may answer instead of whoever was asked, by a link of his own. */
export async function askHead(
	unit: Unit<SystemScope>,
	about: Case,
	{ asked, step, head, onceKey }: Due & { head: HeadToday; onceKey: string }
): Promise<void> {
	const mail = await mailOf(unit, about, { asked, step });
	await mailResolver(unit, about, {
		...{ ...mail, onceKey },
		to: { name: head.headName, email: head.headEmail, language: head.headLanguage },
		again: { ...mail.again, insteadOf: asked.resolverName },
		...(head.standsInFor && { standsInFor: head.standsInFor })
	});
}

const mailOf = async (unit: Unit<SystemScope>, about: Case, { asked, step }: Due) => ({
	...{ assignmentId: asked.id, dueOn: step.dueOn },
	again: {
		...{ kind: step.kind, blockedDays: await blockedDays(unit, about) },
		of: { assignmentId: asked.id, on: step.on, isPassedOn: step.kind === 'moved' }
	}
});
