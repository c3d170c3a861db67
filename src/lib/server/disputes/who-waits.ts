import { and, desc, eq } from 'drizzle-orm';
import { isSameAddress } from '$lib/domain/same-address';
import { presenceToday } from '../absences/presence';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { answer } from '../db/schema/assignments';
import { usersOf } from '../settings/queries';
import type { Assignment } from './queries';
import { takerOf } from './taken-up';
import { whoAnswersNow } from './who-answers-now';

/** The head of his team who asked back waits himself; else whoever was asked, or who answers for him now. */
export async function whoWaits(unit: Unit<SystemScope>, asked: Assignment, byEmail?: string) {
	const question = { ...asked, takenById: await takerOf(unit, asked.id) };
	const { standIn, awayUntil } = whoAnswersNow(question, await presenceToday(unit));
	const { resolverName: name, resolverEmail: email, language } = asked;
	const users = await usersOf(unit);
	const by = (address: string) => users.find((one) => isSameAddress(one.email, address));
	const isHis = !byEmail || isSameAddress(byEmail, email) || question.takenById;
	const head = isHis ? undefined : by(byEmail);
	if (head) return { to: head };
	const until = standIn && awayUntil;
	return {
		to: standIn ?? { id: by(email)?.id, name, email, language },
		...(until && { standsInFor: { name, until } })
	};
}

/** What was said to the question last; null = nothing yet. */
export async function lastAnswerOf(unit: Unit<SystemScope>, { id, disputeId }: Assignment) {
	const [row] = await unit.tx
		.select({
			...{ id: answer.id, verdict: answer.verdict, at: answer.at },
			...{ by: answer.signedName, byEmail: answer.byEmail }
		})
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
	return row ?? null;
}
