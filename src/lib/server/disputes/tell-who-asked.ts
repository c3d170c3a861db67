import { and, desc, eq } from 'drizzle-orm';
import { isSameAddress } from '$lib/domain/same-address';
import { presenceToday } from '../absences/presence';
import { systemScope, type Scope, type SystemScope } from '../auth/scope';
import { withScope, type Unit } from '../db/client';
import { answer } from '../db/schema/assignments';
import { withDaysNow } from './asked-days';
import type { Case } from './case-queries';
import { mailResolver } from './mail-resolver';
import { currentAssignment, type Assignment } from './queries';
import { takerOf } from './taken-up';
import { whoAnswersNow } from './who-answers-now';

interface Reply {
	from: 'house' | 'customer';
	by: string;
	text: string;
	/** Of a colleague; he who asked back himself tells himself nothing. */
	email?: string;
}

/**
 * Whoever was asked and asked back reads the first answer at once, by a link to answer by: his time runs
 * again from there (open-questions.ts).
 */
export function tellWhoAsked(unit: Unit<Scope>, about: Case, reply: Reply): Promise<void> {
	const { organisationId, timeZone } = unit.scope;
	// A customer makes no link that answers in his own case: it is written from inside.
	const inside = systemScope({ organisationId, timeZone, actor: 'links' });
	return withScope(unit, inside, (beside) => tell(beside, about, reply));
}

async function tell(unit: Unit<SystemScope>, about: Case, reply: Reply): Promise<void> {
	const asked = await currentAssignment(unit, about.dispute.id);
	const question = asked && (await lastAnswerOf(unit, asked));
	if (!asked || question?.verdict !== 'need_information') return;
	const own = { ...asked, takenById: await takerOf(unit, asked.id) };
	const { standIn, awayUntil } = whoAnswersNow(own, await presenceToday(unit));
	const { resolverName: name, resolverEmail: email, language } = asked;
	const to = standIn ?? { name, email, language };
	if (reply.email && isSameAddress(reply.email, to.email)) return;
	const [{ dueOn }] = (await withDaysNow(unit, [asked])) as [Assignment];
	await mailResolver(unit, about, {
		...{ assignmentId: asked.id, onceKey: `resolver-told:${question.id}:${reply.from}` },
		...{ to, askedBy: asked.assignedBy, question: asked.question, dueOn },
		reply: { by: reply.by, text: reply.text },
		...(standIn && awayUntil && { standsInFor: { name, until: awayUntil } })
	});
}

async function lastAnswerOf(unit: Unit<SystemScope>, { id, disputeId }: Assignment) {
	const [row] = await unit.tx
		.select({ id: answer.id, verdict: answer.verdict })
		.from(answer)
		.where(
			and(
				eq(answer.organisationId, unit.scope.organisationId),
				eq(answer.disputeId, disputeId),
				eq(answer.assignmentId, id)
			)
		)
		.orderBy(desc(answer.id))
		.limit(1);
	return row;
}
