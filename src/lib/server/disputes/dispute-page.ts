import type { LocalDate } from '$lib/domain/calendar';
import { can, mayBeAsked, type Action } from '$lib/domain/access';
import { answerOfRound } from '$lib/domain/disputes/answer-of-round';
import { clockOf } from '$lib/domain/disputes/case-clock';
import {
	promisedDayOf,
	promisedIn,
	timeLeft,
	waitsIn,
	type DeadlineFacts
} from '$lib/domain/disputes/deadlines';
import { canMove, isActive, isDecidedOrOver } from '$lib/domain/disputes/lifecycle';
import { isSameAddress } from '$lib/domain/same-address';
import { awayNow } from '../absences/away-now';
import { presenceToday, type Colleague, type Presences } from '../absences/presence';
import { attachmentsOf, shownFile } from '../attachments/queries';
import { eventsAbout } from '../audit/queries';
import type { DeskScope } from '../auth/scope';
import { customerById } from '../customers/queries';
import type { Unit } from '../db/client';
import { mailsOfDispute } from '../delivery/outbox-queries';
import { documentsOfCase } from '../invoices/document-queries';
import { documentsOfInvoices } from '../invoices/invoice-documents';
import { openInvoices } from '../invoices/queries';
import { settlementLines } from '../payments/settlement-queries';
import { usersOf } from '../settings/queries';
import { answersOf, assignmentsOf, messagesOf, stepsOf } from './history';
import { notedAmendmentsOf } from './amendments';
import { creditsShown, postedNumberOf } from '../credits/queries';
import { residualsOfCase } from '../credits/residuals-of-case';
import { changedSubjects } from './changed-subjects';
import { casesGrown } from './cases-grown';
import { askedOfMe } from './asked-of-me';
import { answersOffered } from './answers-offered';
import { creditedSoFar } from './credited-so-far';
import { approvalsShown } from './approvals-shown';
import { deadlineFactsOf } from './deadline-facts';
import { deadlinesShown } from './deadlines-shown';
import { duplicateOf } from './duplicate-of';
import { following } from './following';
import { goesOnIn, openIn } from './last-following';
import { lacksCause } from './kept-open';
import { followUpsOf } from './follow-up-queries';
import { itemsSoFar, leftToDecide, type Left } from './left-to-decide';
import { afterOfferRead } from './offer-over';
import { planTerms } from './offer-in-parts';
import { mergedTalk } from './merged-talk';
import { talkOf } from './participants';
import { proposalsForStaff } from './proposal-page';
import { proposalsOf } from './proposals';
import { formerFollowersOf, raiserIsTold } from './former-followers';
import { followersOf } from './recipients';
import { caseOf, disputeIdOf } from './case-queries';
import { currentResolution } from './queries';
import { questionSoFar } from './questions';
import { reasonsInstead } from './reason-facts';
import { relatedCases } from './related-cases';
import { scoreForStaff } from './score-for-staff';
import { quietPeriodFromToday } from './quiet-period';
import { causeShown } from './cause-shown';
import { teamNow } from './team-now';
import { tasksShown } from './tasks-shown';
import { subStatusOf } from './sub-status-of';
import { takerOf } from './taken-up';
import { isHis, whoAnswersNow, type Question } from './who-answers-now';
import { contestedElsewhere, dueWhateverComes, stillDueOf } from './still-due';
import { toldToday } from './told-today';
import { reopeningOf, unansweredWords } from './unanswered-words';
import { hearersOf } from './who-hears';
import { blockedDaysIn } from './reminder-mails';
import { awaitedAnswer } from './awaited-answer';
import { versionRead } from './words-since';

/** Everything staff reads about one case. */
export async function disputePage(unit: Unit<DeskScope>, reference: string) {
	const id = await disputeIdOf(unit, reference);
	const about = await caseOf(unit, id);
	const { dispute, reason, customer, claimed } = about;
	const left = await leftToDecide(unit, about);
	const assignments = await assignmentsOf(unit, id);
	const asked = assignments.find((row) => !row.endedAt) ?? null;
	const answers = await answersOf(unit, id);
	const presences = await presenceToday(unit);
	const question = asked && { ...asked, takenById: await takerOf(unit, asked.id) };
	const taker = question && takerToday(presences, question);
	const files = await attachmentsOf(unit, id, 'all');
	const merged = await mergedTalk(unit, id);
	const deadline = await deadlineFactsOf(unit, id);
	const offers = await proposalsOf(unit, about);
	const resolution = await currentResolution(unit, dispute);
	const promisedOn = promisedDayOf(deadline);
	const mails = await mailsOfDispute(unit, id);
	const steps = await stepsOf(unit, id);
	return {
		id,
		version: await versionRead(unit, id),
		reference: dispute.reference,
		status: dispute.status,
		subStatus: await subStatusOf(unit, dispute),
		isActive: isActive(dispute.status),
		duplicateOf: await duplicateOf(unit, dispute),
		isMerged: dispute.mergedAt !== null,
		...(await following(unit, about)),
		openIn: await openIn(unit, dispute),
		goesOnIn: await goesOnIn(unit, dispute),
		unanswered: await unansweredWords(unit, dispute),
		reopening: await reopeningOf(unit, dispute),
		told: await toldToday(unit, about),
		keepers: await hearersOf(unit, dispute),
		source: dispute.source,
		requestedOutcome: dispute.requestedOutcome,
		explanation: dispute.explanation,
		detail: dispute.detail,
		raisedByName: dispute.raisedByName,
		raisedByEmail: dispute.raisedByEmail,
		openedAt: dispute.openedAt,
		openedOn: dispute.openedOn,
		answerDueOn: promisedOn,
		left: leftOf(deadline, promisedOn),
		reason: {
			labels: reason.labels,
			team: reason.team,
			procedure: reason.procedure,
			holdsWholeInvoice: reason.holdsWholeInvoice
		},
		reasonsInstead: await reasonsInstead(unit, about),
		customer,
		customerLanguage: (await customerById(unit, customer.id)).language,
		claimed,
		/** Of it, what no credit note has settled yet: what there is to decide. */
		toDecide: left.claimed,
		creditedSoFar: await creditedSoFar(unit, left),
		items: await itemsWithOpen(unit, left),
		/** Asked for again once the case is closed, before what it credits. */
		dueOnceClosed: (await stillDueOf(unit, about, true)).stillDue,
		satisfaction: await scoreForStaff(unit, about),
		proposals: proposalsForStaff(offers),
		offerOver: (await afterOfferRead(unit, about, offers)).said,
		plan: canMove(dispute.status, 'decided') ? await planTerms(unit, about) : null,
		papers: (await documentsOfCase(unit, id)).map(({ id: paper, name, kind }) => ({
			...{ id: paper, name, kind }
		})),
		commitments: deadline.commitments,
		/** How that day comes about, piece by piece. */
		clock: clockOf(deadline),
		priority: dispute.priority,
		deadlines: await deadlinesShown(unit, deadline),
		promisedOn,
		isMissed: isOwed(deadline) && promisedOn < unit.today,
		isSuspended: dispute.status === 'waiting_customer',
		/** What its customer is asked and has not answered. */
		awaited: await awaitedAnswer(unit, id),
		/** Days what is contested was blocked; not those its customer was waited for. */
		blockedDays: blockedDaysIn(deadline),
		followers: (await followersOf(unit, id)).map((row) => ({
			id: row.id,
			name: row.name,
			email: row.email,
			language: row.language,
			hasAccount: row.contactId !== null,
			addedByName: row.addedByName
		})),
		formerFollowers: await formerFollowersOf(unit, id),
		raiserIsTold: await raiserIsTold(unit, about),
		steps,
		amendments: await notedAmendmentsOf(unit, id),
		assignment: asked && {
			...{ ...asked, team: (await teamNow(unit))(asked) },
			personId: await personBehind(unit, asked),
			...(await answeredNow(unit, answers, asked))
		},
		/** Whoever is asked is away today, and who answers for him. */
		away: question && awayOf(presences, question),
		/** He is there, and whoever stood in took it up. */
		takenUpBy: taker?.name ?? null,
		takenUpById: taker?.id ?? null,
		askedOfMe:
			question && isHis(question, unit.scope.user, presences)
				? await askedOfMe(unit, left, question)
				: null,
		/** Goes on to whoever is asked next. */
		questionSoFar: await questionSoFar(unit, id),
		followUps: asked ? ((await followUpsOf(unit, [asked.id])).get(asked.id) ?? []) : [],
		assignments,
		answers,
		/** What a decision begins from. */
		answerOfRound: answerOfRound(answers, steps),
		resolution,
		isPosted: resolution !== null && (await postedNumberOf(unit, resolution.id)) !== null,
		messages: [...(await messagesOf(unit, id)), ...merged.messages],
		files: [...files, ...merged.files].map((file) => ({
			...shownFile(file),
			audience: file.audience,
			uploadedByKind: file.uploadedByKind
		})),
		mails,
		subjects: await changedSubjects(unit, id, mails),
		audit: await eventsAbout(unit, { kind: 'dispute', id }),
		talk: await talkOf(unit, id),
		prepared: await answersOffered(unit, about, promisedOn),
		related: await relatedCases(unit, about),
		quiet: await quietPeriodFromToday(unit),
		approval: await approvalsShown(unit, left),
		credits: await creditsShown(unit, dispute.id),
		residuals: await residualsOfCase(unit, dispute.id),
		tasks: await tasksShown(unit, about),
		cause: await causeShown(unit, about),
		lacksCause: await lacksCause(unit, id),
		mayNameCause: isDecidedOrOver(dispute.status) && can(unit.scope.user.role, 'disputes.resolve'),
		...(await powersOf(unit, presences))
	};
}

/** Until the decision the answer is owed; after it only what was promised since. */
const isOwed = (deadline: DeadlineFacts): boolean =>
	isActive(deadline.status) &&
	deadline.status !== 'waiting_customer' &&
	promisedIn(deadline).length > 0;

const leftOf = ({ today, calendar, transitions }: DeadlineFacts, dueOn: LocalDate) =>
	timeLeft(today, dueOn, calendar, waitsIn(transitions, today));

/** Nobody is told that nothing was booked because a list was cut. */
const EVERY_LINE = 10_000;

async function itemsWithOpen(unit: Unit<DeskScope>, left: Left) {
	const items = itemsSoFar(left);
	const invoiceIds = items.map((item) => item.invoiceId);
	const invoices = await openInvoices(unit, { invoiceIds });
	const elsewhere = await contestedElsewhere(unit, left.about);
	const dueOf = await dueWhateverComes(unit, invoiceIds);
	const papers = await documentsOfInvoices(unit, invoiceIds);
	const settlements = await settlementLines(unit, { invoiceIds }, EVERY_LINE);
	return items.map((item) => {
		const invoice = invoices.find((found) => found.id === item.invoiceId);
		return {
			...item,
			dueOn: invoice?.dueOn ?? null,
			openMinor: invoice?.openMinor ?? 0n,
			elsewhereMinor: invoice ? elsewhere(invoice) : 0n,
			dueMinor: invoice ? dueOf(invoice) : 0n,
			orderNumber: invoice?.orderNumber ?? '',
			deliveryNote: invoice?.deliveryNote ?? '',
			documents: papers.filter(({ invoiceId }) => invoiceId === item.invoiceId),
			settlements: settlements.filter(({ invoiceId }) => invoiceId === item.invoiceId)
		};
	});
}

const ACTIONS: Action[] = [
	'disputes.assign',
	'disputes.message',
	'disputes.decide',
	'disputes.resolve',
	'disputes.answer',
	'disputes.approve',
	'proofs.read'
];

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

/** What this colleague may do here, and whom he may ask. */
async function powersOf(unit: Unit<DeskScope>, presences: Presences) {
	const users = await usersOf(unit);
	const { role } = unit.scope.user;
	return {
		can: ACTIONS.filter((action) => can(role, action)),
		colleagues: users.filter(mayBeAsked).map(({ id, name, email, team, role: theirs }) => ({
			...{ id, name, team, role: theirs },
			away: awayNow(presences, { id, email })
		}))
	};
}

/** Whoever asked back waits for words himself, and is to answer then. */
/** An answer to what was asked then: what is claimed since nobody was asked about. */
async function answeredNow(
	unit: Unit<DeskScope>,
	answers: Awaited<ReturnType<typeof answersOf>>,
	{ id, disputeId }: { id: string; disputeId: string }
) {
	const last = answers.findLast((answer) => answer.assignmentId === id);
	if (!last || last.verdict === 'need_information') return { isAnswered: false, hasGrown: false };
	const hasGrown = (await casesGrown(unit, [disputeId]))(disputeId, last.at);
	return { isAnswered: true, hasGrown };
}
