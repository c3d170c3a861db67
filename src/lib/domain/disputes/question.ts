import type { AnswerVerdict } from './schema';

interface Asked {
	id: string;
	question: string;
	assignedBy: string;
	/** Empty: a person chose him. */
	routedBy: string;
	assignedAt: Date;
	endedAt: Date | null;
}

interface Said {
	assignmentId: string;
	verdict: AnswerVerdict;
	explanation: string;
	signedName: string;
	at: Date;
}

/** Whoever said "not for me", and why in his words. */
export interface PassedOn {
	by: string;
	note: string;
	at: Date;
}

/** What somebody is asked, however many hands it went through to him. */
export interface Question {
	text: string;
	/** In whose words it is; empty: nobody wrote one. */
	by: string;
	/** Whoever asks him: who passed it on only passed it on. */
	askedBy: string;
	byRule: boolean;
	/** The oldest first. */
	passedOn: PassedOn[];
}

/** Of the assignments of a case and what was answered to them, each the oldest first. */
export function questionOf(
	assignments: readonly Asked[],
	answers: readonly Said[],
	assignmentId: string
): Question {
	const upTo = assignments.findIndex(({ id }) => id === assignmentId);
	const run = sameQuestion(assignments.slice(0, upTo + 1), answers);
	const asker = run.findLast((_, place) => place === 0 || !isPassedOn(run[place]!, answers))!;
	const [first] = run as [Asked];
	const before = new Set(run.slice(0, -1).map(({ id }) => id));
	return {
		text: first.question,
		by: first.question && first.assignedBy,
		askedBy: asker.assignedBy,
		byRule: asker.routedBy !== '',
		passedOn: answers
			.filter((said) => said.verdict === 'not_for_me' && before.has(said.assignmentId))
			.map(({ signedName: by, explanation: note, at }) => ({ by, note, at }))
	};
}

/**
 * What goes on to whoever is asked next where nothing else is typed; empty: it was taken back or answered, or none was
 * asked.
 */
export function standingQuestion(assignments: readonly Asked[], answers: readonly Said[]): string {
	const last = assignments.at(-1);
	if (!last || (last.endedAt && !handedBack(last, answers)) || isAnswered(last, answers)) return '';
	return questionOf(assignments, answers, last.id).text;
}

/** With an opinion: who passes it on or asks back leaves it open. */
const isAnswered = ({ id }: Asked, answers: readonly Said[]): boolean =>
	answers.some(
		({ assignmentId, verdict }) =>
			assignmentId === id && verdict !== 'not_for_me' && verdict !== 'need_information'
	);

const handedBack = ({ id }: Asked, answers: readonly Said[]): boolean =>
	answers.findLast((said) => said.assignmentId === id)?.verdict === 'not_for_me';

/** The last assignments that ask one thing: passed on, or given to somebody else in the same words. */
function sameQuestion(assignments: readonly Asked[], answers: readonly Said[]): readonly Asked[] {
	const isOther = (one: Asked, place: number): boolean =>
		place === 0 ||
		(!isPassedOn(one, answers) &&
			(!one.question || one.question !== assignments[place - 1]!.question));
	return assignments.slice(assignments.findLastIndex(isOther));
}

/** By whoever had it before, in the moment in which he said so. */
const isPassedOn = ({ assignedAt }: Asked, answers: readonly Said[]): boolean =>
	answers.some(
		({ verdict, at }) => verdict === 'not_for_me' && at.getTime() === assignedAt.getTime()
	);
