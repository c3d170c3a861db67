import { daysBetween } from '$lib/domain/calendar';
import { isReopening, waitsIn } from '$lib/domain/disputes/deadlines';
import type { FollowUp } from '$lib/domain/disputes/follow-up';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import type { TeamHead } from '../settings/team-queries';
import type { Case } from './case-queries';
import { deadlineFactsOf } from './deadline-facts';
import { mailResolver } from './mail-resolver';
import { tellStaff } from './notify-dispute';
import type { Assignment } from './queries';
import { whoAnswersFor } from './who-answers-for';

interface Due {
	asked: Assignment;
	step: FollowUp;
}

/** Whoever was asked is asked again; from some day on the head of his team reads it too, and so does staff. */
export async function remindOf(
	unit: Unit<SystemScope>,
	about: Case,
	{ asked, step }: Due
): Promise<void> {
	const onceKey = `follow-up:${asked.id}:${step.on}`;
	await mailResolver(unit, about, {
		...(await mailOf(unit, about, { asked, step })),
		...{ onceKey, to: personOf(asked) }
	});
	if (step.kind !== 'manager') return;
	const head = await whoAnswersFor(unit, about, asked);
	if (head) await askHead(unit, about, { asked, step, head, onceKey: `${onceKey}:head` });
	// Where nobody answers for the team, the collector reads it all the same and asks somebody else.
	await tellStaff(unit, about, {
		event: 'resolver_silent',
		onceKey: `staff-alert:silent:${asked.id}:${step.on}`,
		text: '',
		colleague: asked.resolverName,
		knownTo: [asked.resolverEmail, ...(head ? [head.headEmail] : [])]
	});
}

/** The head of a team may answer instead of whoever was asked, by a link of his own. */
export async function askHead(
	unit: Unit<SystemScope>,
	about: Case,
	{ asked, step, head, onceKey }: Due & { head: TeamHead; onceKey: string }
): Promise<void> {
	const mail = await mailOf(unit, about, { asked, step });
	await mailResolver(unit, about, {
		...{ ...mail, onceKey },
		to: { name: head.headName, email: head.headEmail, language: head.headLanguage },
		again: { ...mail.again, insteadOf: asked.resolverName }
	});
}

const personOf = ({ resolverName: name, resolverEmail: email, language }: Assignment) => ({
	...{ name, email, language }
});

const mailOf = async (unit: Unit<SystemScope>, about: Case, { asked, step }: Due) => ({
	...{ assignmentId: asked.id, askedBy: asked.assignedBy },
	...{ question: asked.question, dueOn: step.dueOn },
	again: {
		...{ kind: step.kind, blockedDays: await blockedDays(unit, about) },
		of: { assignmentId: asked.id, on: step.on }
	}
});

/** Calendar days since the customer contested it, or since it was opened again; not those he was waited for. */
async function blockedDays(unit: Unit<SystemScope>, { dispute }: Case): Promise<number> {
	const { transitions, openedOn, today } = await deadlineFactsOf(unit, dispute.id);
	const first = transitions.findLast(isReopening)?.on ?? openedOn;
	const waits = waitsIn(transitions, today).filter(({ from }) => from >= first);
	const waited = waits.reduce((days, { from, until }) => days + daysBetween(from, until), 0);
	return Math.max(0, daysBetween(first, today) - waited);
}
