import { and, eq, inArray, isNull, lte, ne, notExists } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { addDays, daysBetween, localDateAt, type LocalDate } from '$lib/domain/calendar';
import { dayAfterWaits, waitsIn } from '$lib/domain/disputes/deadlines';
import { followUpOn, type FollowUp } from '$lib/domain/disputes/follow-up';
import { record } from '../audit/record';
import type { SystemScope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { answer, assignment } from '../db/schema/assignments';
import { dispute } from '../db/schema/disputes';
import { followUp } from '../db/schema/follow-ups';
import { log } from '../log';
import { workingCalendarOf } from '../settings/queries';
import { caseOf, type Case } from './case-queries';
import { movedDeadlines } from './deadline-facts';
import { followUpsOn } from './follow-up-queries';
import { lockDispute } from './lock-dispute';
import { mailResolver } from './mail-resolver';
import { tellStaff } from './notify-dispute';
import type { Assignment } from './queries';
import { whoAnswersFor } from './who-answers-for';

/** Whoever was asked and does not answer is reminded, then the head of his team: each step once, on a worked day. */
export async function chaseResolvers(scope: SystemScope): Promise<void> {
	for (const due of await unitOfWork(scope, dueNow))
		await unitOfWork(scope, (unit) => chase(unit, due)).catch((error: unknown) =>
			log('error', 'follow_up.failed', { assignmentId: due.asked.id, error })
		);
}

interface Due {
	asked: Assignment;
	/** The day he answers by, as it stands now. */
	dueOn: LocalDate;
	step: FollowUp;
}

async function chase(unit: Unit<SystemScope>, { asked: { id, disputeId }, step }: Due) {
	await lockDispute(unit, disputeId);
	// Read again behind the lock: he may have answered, or somebody else is asked.
	const now = (await dueNow(unit, id)).find((due) => due.step.on === step.on);
	if (!now) return;
	const about = await caseOf(unit, disputeId);
	await unit.tx.insert(followUp).values({
		...{ organisationId: unit.scope.organisationId, id: uuidv7() },
		...{ customerId: about.customer.id, disputeId, assignmentId: id },
		...{ ...step, at: unit.now }
	});
	await remind(unit, about, now);
	if (step.kind === 'manager') await tellHead(unit, about, now);
	await record(
		unit,
		'dispute.resolver_chased',
		{ kind: 'dispute', id: disputeId, customerId: about.customer.id },
		{ assignmentId: id, kind: step.kind, on: step.on }
	);
}

const remind = (unit: Unit<SystemScope>, about: Case, due: Due) =>
	mailResolver(unit, about, {
		...mailOf(unit, about, due),
		onceKey: `follow-up:${due.asked.id}:${due.step.on}`,
		to: {
			name: due.asked.resolverName,
			email: due.asked.resolverEmail,
			language: due.asked.language
		}
	});

/** Where nobody answers for the team, the collector reads it all the same and asks somebody else. */
async function tellHead(unit: Unit<SystemScope>, about: Case, due: Due): Promise<void> {
	const { asked, step } = due;
	await tellStaff(unit, about, {
		event: 'resolver_silent',
		onceKey: `staff-alert:silent:${asked.id}:${step.on}`,
		text: asked.resolverName
	});
	const head = await whoAnswersFor(unit, about, asked);
	if (!head) return;
	const mail = mailOf(unit, about, due);
	await mailResolver(unit, about, {
		...mail,
		onceKey: `follow-up:${asked.id}:${step.on}:head`,
		to: { name: head.headName, email: head.headEmail, language: head.headLanguage },
		again: { ...mail.again, insteadOf: asked.resolverName }
	});
}

const mailOf = ({ today }: Unit<SystemScope>, { dispute: { openedOn } }: Case, due: Due) => ({
	...{ assignmentId: due.asked.id, askedBy: due.asked.assignedBy },
	...{ question: due.asked.question, dueOn: due.dueOn },
	again: { kind: due.step.kind, blockedDays: daysBetween(openedOn, today) }
});

/** Questions whose last step was not taken yet. */
async function dueNow(unit: Unit<SystemScope>, assignmentId?: string): Promise<Due[]> {
	const calendar = await workingCalendarOf(unit);
	const moved = await movedDeadlines(unit);
	const due = (await unanswered(unit, assignmentId)).flatMap((asked) => {
		const askedOn = localDateAt(asked.assignedAt, unit.scope.timeZone);
		const facts = moved.get(asked.disputeId);
		const waits = facts ? waitsIn(facts.transitions, unit.today) : [];
		const dueOn = dayAfterWaits({ on: asked.dueOn, setOn: askedOn }, waits, calendar);
		const step = followUpOn({ askedOn, dueOn }, unit.today, calendar);
		return step ? [{ asked, dueOn, step }] : [];
	});
	const taken = await followUpsOn(
		unit,
		due.map(({ asked }) => asked.id)
	);
	return due.filter(({ asked, step }) => !taken.has(`${asked.id} ${step.on}`));
}

/** No step is earlier than this many days before the day itself. */
const AHEAD_DAYS = 14;

/** What the resolver himself waits for is no answer. */
const unanswered = async (
	unit: Unit<SystemScope>,
	assignmentId?: string
): Promise<Assignment[]> => {
	const rows = await unit.tx
		.select({ assignment })
		.from(assignment)
		.innerJoin(
			dispute,
			and(
				eq(dispute.organisationId, assignment.organisationId),
				eq(dispute.id, assignment.disputeId)
			)
		)
		.where(
			and(
				eq(assignment.organisationId, unit.scope.organisationId),
				assignmentId ? eq(assignment.id, assignmentId) : undefined,
				isNull(assignment.endedAt),
				lte(assignment.dueOn, addDays(unit.today, AHEAD_DAYS)),
				inArray(dispute.status, ['assigned', 'in_progress']),
				notExists(answersTo(unit))
			)
		)
		.orderBy(assignment.id);
	return rows.map((row) => row.assignment);
};

const answersTo = (unit: Unit<SystemScope>) =>
	unit.tx
		.select()
		.from(answer)
		.where(
			and(
				eq(answer.organisationId, assignment.organisationId),
				eq(answer.assignmentId, assignment.id),
				ne(answer.verdict, 'need_information')
			)
		);
