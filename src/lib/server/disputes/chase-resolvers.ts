import { uuidv7 } from 'uuidv7';
import { isWorkingDay, localDateAt } from '$lib/domain/calendar';
import { dayAfterWaits, waitsIn } from '$lib/domain/disputes/deadlines';
import { followUpOn, type FollowUp } from '$lib/domain/disputes/follow-up';
import { isSameAddress } from '$lib/domain/same-address';
import { presenceToday } from '../absences/presence';
import { record } from '../audit/record';
import type { SystemScope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { followUp } from '../db/schema/follow-ups';
import { log } from '../log';
import { workingCalendarOf } from '../settings/queries';
import { caseOf } from './case-queries';
import { deadlinesAsRead, movedDeadlines, type DeadlinesOf } from './deadline-facts';
import { followUpsOf } from './follow-up-queries';
import { leftToDecide } from './left-to-decide';
import { lockDispute } from './lock-dispute';
import { passedOnNow, type KindOf, type LeavingUser, type Move } from './moves';
import { askedNow, openQuestions, type OpenQuestion } from './open-questions';
import type { Assignment } from './queries';
import { remindOf } from './remind-resolver';
import { whoIsTold, type Told } from './who-is-told';

/** Whoever was asked and does not answer is reminded, then the head of his team: each step once, on a worked day. */
export async function chaseResolvers(scope: SystemScope): Promise<void> {
	const due = await unitOfWork(scope, dueToday);
	for (const { asked } of due)
		await unitOfWork(scope, (unit) => chase(unit, asked)).catch((error: unknown) =>
			log('error', 'follow_up.failed', { assignmentId: asked.id, error })
		);
}

/**
 * What he was to answer, and what he answered for others, where somebody stands in for him: on the day of a reminder
 * too. What nobody stands in for waits for the next round.
 */
export async function questionsToPassOn(
	unit: Unit<SystemScope>,
	away: LeavingUser
): Promise<Move[]> {
	const questions = await openQuestions(unit, await askedNow(unit));
	if (questions.length === 0) return [];
	const due = await stepsOf(unit, questions, await movedDeadlines(unit), passedOnNow);
	const his = due.filter(({ asked, told }) => told.standIn && isWith(away, asked, told));
	return his.map(({ asked }) => ({
		disputeId: asked.disputeId,
		pass: () => chase(unit, asked, passedOnNow)
	}));
}

const isWith = ({ id, email }: LeavingUser, asked: Assignment, { lastId }: Told): boolean =>
	lastId === id || asked.userId === id || isSameAddress(asked.resolverEmail, email);

async function dueToday(unit: Unit<SystemScope>): Promise<Due[]> {
	if (!isWorkingDay(unit.today, await workingCalendarOf(unit))) return [];
	const questions = await openQuestions(unit, await askedNow(unit));
	return questions.length > 0 ? stepsOf(unit, questions, await movedDeadlines(unit)) : [];
}

async function chase(
	unit: Unit<SystemScope>,
	{ id, disputeId }: Assignment,
	kindOf: KindOf = followUpOn
): Promise<void> {
	await lockDispute(unit, disputeId);
	// Read again behind the lock: he may have answered, or somebody else is asked.
	const facts = await deadlinesAsRead(unit, [disputeId]);
	const [due] = await stepsOf(unit, await openQuestions(unit, [id]), facts, kindOf);
	if (!due) return;
	const about = await caseOf(unit, disputeId);
	if ((await leftToDecide(unit, about)).claimed.minor === 0n) return;
	const { customerId } = about.dispute;
	const { organisationId } = unit.scope;
	await unit.tx.insert(followUp).values({
		...{ organisationId, id: uuidv7(), customerId, disputeId, assignmentId: id },
		...{ ...due.step, at: unit.now },
		...{ standInId: due.told.standIn?.id ?? null, standInName: due.told.standIn?.name ?? '' }
	});
	await remindOf(unit, about, due);
	await record(
		unit,
		'dispute.resolver_chased',
		{ kind: 'dispute', id: disputeId, customerId },
		{
			...{ assignmentId: id, kind: due.step.kind, dueOn: due.step.dueOn },
			...(due.told.standIn && { standIn: due.told.standIn.name })
		}
	);
}

interface Due {
	asked: Assignment;
	step: FollowUp;
	told: Told;
	/** Steps before it: of one day, several may pass it on. */
	nth: number;
}

/** Of these questions, those with a step that is due today: while somebody outside is waited for, only to pass it on. */
async function stepsOf(
	unit: Unit<SystemScope>,
	questions: readonly OpenQuestion[],
	deadlines: DeadlinesOf,
	kindOf: KindOf = followUpOn
): Promise<Due[]> {
	const calendar = await workingCalendarOf(unit);
	const taken = await followUpsOf(
		unit,
		questions.map(({ asked }) => asked.id)
	);
	const presences = await presenceToday(unit);
	return questions.flatMap((question) => {
		const { asked, since, rests } = question;
		const facts = deadlines.get(asked.disputeId);
		const waits = facts ? waitsIn(facts.transitions, unit.today) : [];
		const setOn = localDateAt(asked.assignedAt, unit.scope.timeZone);
		const dueOn = dayAfterWaits({ on: asked.dueOn, setOn }, waits, calendar);
		const steps = taken.get(asked.id) ?? [];
		const told = whoIsTold(question, steps, presences);
		const { hasMoved } = told;
		const kindNow = rests ? passedOnNow : kindOf;
		const kind = kindNow({ since, dueOn, hasMoved }, steps, unit.today, calendar);
		if (!kind) return [];
		return [{ asked, told, step: { kind, on: unit.today, dueOn }, nth: steps.length }];
	});
}
