import { can } from '$lib/domain/access';
import { answerOfRound } from '$lib/domain/disputes/answer-of-round';
import { handedBack, isToAssign } from '$lib/domain/disputes/handed-back';
import { canMove, isActive, isDecidedOrOver } from '$lib/domain/disputes/lifecycle';
import { presenceToday } from '../absences/presence';
import { eventsAbout } from '../audit/queries';
import type { DeskScope } from '../auth/scope';
import { customerById } from '../customers/queries';
import { creditsShown, postedNumberOf } from '../credits/queries';
import { residualsOfCase } from '../credits/residuals-of-case';
import type { Unit } from '../db/client';
import { documentsOfCase } from '../invoices/document-queries';
import { answersOffered } from './answers-offered';
import { approvalsShown } from './approvals-shown';
import { awaitedAnswer } from './awaited-answer';
import { caseOf, disputeIdOf, type Case } from './case-queries';
import { causeShown } from './cause-shown';
import { creditedSoFar } from './credited-so-far';
import { deadlineFactsOf } from './deadline-facts';
import { dueShown } from './due-shown';
import { duplicateOf } from './duplicate-of';
import { following } from './following';
import { raiserIsTold } from './former-followers';
import { answersOf, stepsOf } from './history';
import { itemsShown } from './items-shown';
import { lacksCause } from './kept-open';
import { goesOnIn, openIn } from './last-following';
import { leftToDecide } from './left-to-decide';
import { notedAmendmentsOf } from './amendments';
import { mergesOf } from './merges';
import { afterOfferRead } from './offer-over';
import { planTerms } from './offer-in-parts';
import { powersShown } from './powers-shown';
import { proposalsForStaff } from './proposal-page';
import { proposalsOf } from './proposals';
import { currentResolution } from './queries';
import { questionShown } from './question-shown';
import { quietPeriodFromToday } from './quiet-period';
import { reasonsInstead } from './reason-facts';
import { relatedCases } from './related-cases';
import { scoreForStaff } from './score-for-staff';
import { isTakenBackIf } from './set-by-house';
import { stillDueOf } from './still-due';
import { subStatusOf } from './sub-status-of';
import { talkShown } from './talk-shown';
import { tasksShown } from './tasks-shown';
import { toldToday } from './told-today';
import { owedAfter } from './owed-after';
import { reopeningOf, unansweredWords } from './unanswered-words';
import { hearersOf } from './who-hears';
import { versionRead } from './words-since';

/** Everything staff reads about one case. */
export async function disputePage(unit: Unit<DeskScope>, reference: string) {
	const id = await disputeIdOf(unit, reference);
	const about = await caseOf(unit, id);
	const { customer } = about;
	const left = await leftToDecide(unit, about);
	const answers = await answersOf(unit, id);
	const presences = await presenceToday(unit);
	const due = await dueShown(unit, id, await deadlineFactsOf(unit, id));
	const steps = await stepsOf(unit, id);
	const asked = await questionShown(unit, id, { left, answers, presences });
	const back = handedBack(asked.assignments, answers, steps);
	return {
		...raisedShown(about),
		version: await versionRead(unit, id),
		...(await standShown(unit, about)),
		reasonsInstead: await reasonsInstead(unit, about),
		customerLanguage: (await customerById(unit, customer.id)).language,
		...due,
		/** Of it, what no credit note has settled yet: what there is to decide. */
		toDecide: left.claimed,
		creditedSoFar: await creditedSoFar(unit, left),
		items: await itemsShown(unit, left),
		/** Asked for again once the case is closed, before what it credits. */
		dueOnceClosed: await stillDueOf(unit, about, true),
		papers: await papersShown(unit, id),
		...asked,
		/** Nobody was asked yet, or nobody any more. */
		isToAssign: isToAssign({
			...{ status: about.dispute.status, asked: asked.assignment, back, steps },
			hasLeft: asked.assignment?.hasLeft ?? false
		}),
		handedBackBy: back?.signedName ?? null,
		answers,
		/** What a decision begins from. */
		answerOfRound: answerOfRound(answers, steps),
		steps,
		amendments: await notedAmendmentsOf(unit, id),
		...(await talkShown(unit, id)),
		merges: await mergesOf(unit, about.dispute),
		raiserIsTold: await raiserIsTold(unit, about),
		/** What its customer is asked and has not answered. */
		awaited: await awaitedAnswer(unit, id),
		audit: await eventsAbout(unit, { kind: 'dispute', id }),
		prepared: await answersOffered(unit, about, due.promisedOn),
		related: await relatedCases(unit, about),
		approval: await approvalsShown(unit, left),
		...(await decisionShown(unit, about)),
		...(await powersShown(unit, presences))
	};
}

/** What was said when it was raised. */
const raisedShown = ({ dispute, reason, customer, claimed }: Case) => ({
	id: dispute.id,
	reference: dispute.reference,
	source: dispute.source,
	requestedOutcome: dispute.requestedOutcome,
	explanation: dispute.explanation,
	detail: dispute.detail,
	raisedByName: dispute.raisedByName,
	raisedByEmail: dispute.raisedByEmail,
	openedAt: dispute.openedAt,
	openedOn: dispute.openedOn,
	reason: {
		labels: reason.labels,
		team: reason.team,
		procedure: reason.procedure,
		holdsWholeInvoice: reason.holdsWholeInvoice
	},
	customer,
	claimed
});

/** Where it stands, in which case it goes on, and who keeps an eye on it. */
const standShown = async (unit: Unit<DeskScope>, about: Case) => ({
	status: about.dispute.status,
	subStatus: await subStatusOf(unit, about.dispute),
	priority: about.dispute.priority,
	isActive: isActive(about.dispute.status),
	duplicateOf: await duplicateOf(unit, about.dispute),
	isMerged: about.dispute.mergedAt !== null,
	...(await following(unit, about)),
	openIn: await openIn(unit, about.dispute),
	goesOnIn: await goesOnIn(unit, about.dispute),
	unanswered: await unansweredWords(unit, about.dispute),
	/** By when its customer reads that he is answered. */
	owedAfter: await owedAfter(unit, about),
	reopening: await reopeningOf(unit, about.dispute),
	told: await toldToday(unit, about),
	keepers: await hearersOf(unit, about.dispute)
});

/** What was offered and decided, and what follows from it. */
async function decisionShown(unit: Unit<DeskScope>, about: Case) {
	const { dispute } = about;
	const offers = await proposalsOf(unit, about);
	const resolution = await currentResolution(unit, dispute);
	return {
		proposals: proposalsForStaff(offers),
		offerOver: (await afterOfferRead(unit, about, offers)).said,
		plan: canMove(dispute.status, 'decided') ? await planTerms(unit, about) : null,
		resolution,
		isPosted: resolution !== null && (await postedNumberOf(unit, resolution.id)) !== null,
		quiet: await quietPeriodFromToday(unit),
		/** Found today to be none, it leaves nobody in peace. */
		isTakenBackToday: await isTakenBackIf(unit, dispute, 'not_a_dispute'),
		credits: await creditsShown(unit, dispute.id),
		residuals: await residualsOfCase(unit, dispute.id),
		satisfaction: await scoreForStaff(unit, about),
		tasks: await tasksShown(unit, about),
		cause: await causeShown(unit, about),
		lacksCause: await lacksCause(unit, dispute.id),
		mayNameCause: isDecidedOrOver(dispute.status) && can(unit.scope.user.role, 'disputes.resolve')
	};
}

const papersShown = async (unit: Unit<DeskScope>, id: string) =>
	(await documentsOfCase(unit, id)).map(({ id: paper, name, kind }) => ({
		...{ id: paper, name, kind }
	}));
