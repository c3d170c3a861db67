import { isSameAddress } from '$lib/domain/same-address';
import type { Colleague, Presences } from '../absences/presence';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { usersOf } from '../settings/queries';
import { leaversOf } from './asked-of-nobody';
import { askedOfMe } from './asked-of-me';
import { casesGrown } from './cases-grown';
import { followUpsOf } from './follow-up-queries';
import { assignmentsOf, type answersOf } from './history';
import type { Left } from './left-to-decide';
import { questionSoFar } from './questions';
import { takerOf } from './taken-up';
import { teamNow } from './team-now';
import { isHis, whoAnswersNow, type Question } from './who-answers-now';

interface Asking {
	left: Left;
	answers: Answers;
	presences: Presences;
}

type Answers = Awaited<ReturnType<typeof answersOf>>;
type Assignment = Awaited<ReturnType<typeof assignmentsOf>>[number];

/** Who was asked about a case, who is asked now, and who answers for him today. */
export async function questionShown(unit: Unit<DeskScope>, id: string, asking: Asking) {
	const assignments = await assignmentsOf(unit, id);
	const asked = assignments.find((row) => !row.endedAt) ?? null;
	return {
		assignments,
		assignment: asked && (await assignmentShown(unit, asked, asking.answers)),
		/** Goes on to whoever is asked next. */
		questionSoFar: await questionSoFar(unit, id),
		followUps: asked ? ((await followUpsOf(unit, [asked.id])).get(asked.id) ?? []) : [],
		...(await whoIsAsked(unit, asked, asking))
	};
}

const assignmentShown = async (unit: Unit<DeskScope>, asked: Assignment, answers: Answers) => ({
	...{ ...asked, team: (await teamNow(unit))(asked) },
	personId: await personBehind(unit, asked),
	/** Whoever was asked works here no more, and nobody answers for him. */
	hasLeft: (await leaversOf(unit, [asked.disputeId])).size > 0,
	...(await answeredNow(unit, answers, asked))
});

async function whoIsAsked(
	unit: Unit<DeskScope>,
	asked: Assignment | null,
	{ left, presences }: Asking
) {
	const question = asked && { ...asked, takenById: await takerOf(unit, asked.id) };
	const taker = question && takerToday(presences, question);
	const isMine = question && isHis(question, unit.scope.user, presences);
	return {
		/** Whoever is asked is away today, and who answers for him. */
		away: question && awayOf(presences, question),
		/** He is there, and whoever stood in took it up. */
		takenUpBy: taker?.name ?? null,
		takenUpById: taker?.id ?? null,
		askedOfMe: isMine ? await askedOfMe(unit, left, question) : null
	};
}

/** Whoever was asked, among the colleagues; somebody without an account is his address. */
async function personBehind(
	unit: Unit<DeskScope>,
	{ userId, resolverEmail }: Pick<Question, 'userId' | 'resolverEmail'>
): Promise<string> {
	const known = (await usersOf(unit)).find(({ email }) => isSameAddress(email, resolverEmail));
	return userId ?? known?.id ?? resolverEmail.toLowerCase();
}

function awayOf(presences: Presences, question: Question) {
	const { awayUntil, standIn } = whoAnswersNow(question, presences);
	return awayUntil && { until: awayUntil, standIn: standIn?.name, standInId: standIn?.id };
}

function takerToday(presences: Presences, question: Question): Colleague | null {
	const { awayUntil, standIn } = whoAnswersNow(question, presences);
	return awayUntil ? null : standIn;
}

/**
 * Whoever asked back waits for words himself, and is to answer then. An answer is one to what was asked
 * then: what is claimed since nobody was asked about.
 */
async function answeredNow(
	unit: Unit<DeskScope>,
	answers: Answers,
	{ id, disputeId }: Pick<Assignment, 'id' | 'disputeId'>
) {
	const last = answers.findLast((answer) => answer.assignmentId === id);
	if (!last || last.verdict === 'need_information') return { isAnswered: false, hasGrown: false };
	const hasGrown = (await casesGrown(unit, [disputeId]))(disputeId, last.at);
	return { isAnswered: true, hasGrown };
}
