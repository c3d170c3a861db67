import { localDateAt } from '$lib/domain/calendar';
import { mayAmend, saidReason } from '$lib/domain/disputes/amendment';
import { lackingMinor } from '$lib/domain/disputes/left-of-case';
import { canMove, isClosed } from '$lib/domain/disputes/lifecycle';
import { trackerOf } from '$lib/domain/disputes/tracker';
import { money, type Money } from '$lib/domain/money';
import { attachmentsOf, shownFile } from '../attachments/queries';
import { fromInside } from '../auth/from-inside';
import type { PortalScope } from '../auth/scope';
import { postedNumberOf } from '../credits/queries';
import type { Unit } from '../db/client';
import { amendmentsOf } from './amendments';
import { askedInWords } from './asked-in-words';
import { mergedWords } from './merged-words';
import { caseByReference, messagesForCustomer } from './portal-queries';
import type { Case } from './case-queries';
import { duplicateOf } from './duplicate-of';
import { afterOfferRead, type AfterOffer } from './offer-over';
import { besideCases } from './beside-cases';
import { caseDocumentsOf } from './case-documents';
import { closedWith } from './closed-with';
import { earlierDecisions } from './earlier-decisions';
import { followersShown } from './followers-shown';
import { following } from './following';
import { itemsSoFar, leftToDecide, type Left } from './left-to-decide';
import { versionOf } from './lock-dispute';
import { owedAfter } from './owed-after';
import { readAfter } from './read-after';
import { proposalShown } from './proposal-page';
import { proposalsOf, type Proposal } from './proposals';
import { surveyOpen } from './satisfaction';
import { currentAssignment, currentResolution, type Resolution } from './queries';
import { quietAfterEnd, quietIfWithdrawn } from './quiet-after-end';
import { stillDueOf } from './still-due';
import { teamOfCase } from './team-of-case';
import { waitsFor } from './waits-for';

/** As long as somebody reads that what he sent has arrived; a page kept for later says so no more. */
const MOMENT = 5 * 60_000;

/** A case as its customer follows it: never an internal note, never the name of a colleague who looks at it. */
export async function trackedCase(unit: Unit<PortalScope>, reference: string) {
	const about = await caseByReference(unit, reference);
	const { dispute, reason, claimed } = about;
	const left = await leftToDecide(unit, about);
	const decision = carriedOut(left, await currentResolution(unit, dispute));
	const given = decision && (await isGiven(unit, about, decision)) ? decision.acceptedMinor : 0n;
	const offers = await proposalsOf(unit, about);
	const merged = await mergedWords(unit, dispute.id);
	const { facts, said: offerOver } = await afterOfferRead(unit, about, offers);
	const { since, question, replyBy } = await askedInWords(unit, dispute.id, offers);
	const { timeZone } = unit.scope;
	return {
		version: await versionOf(unit, dispute.id),
		reference: dispute.reference,
		status: facts.status,
		duplicateOf: await duplicateOf(unit, dispute),
		/** What it claimed is claimed, and rests, in that case. */
		isMerged: dispute.mergedAt !== null,
		...(await following(unit, about)),
		labels: reason.labels,
		/** The reason he gave himself, where it is another one. */
		saidReason: saidReason(dispute, await amendmentsOf(unit, dispute.id)),
		requestedOutcome: dispute.requestedOutcome,
		explanation: dispute.explanation,
		detail: dispute.detail,
		openedOn: dispute.openedOn,
		/** Sent a moment ago. */
		isNew: unit.now.getTime() - dispute.openedAt.getTime() < MOMENT,
		source: dispute.source,
		claimed,
		/** While it is open again, what earlier rounds gave back. */
		creditedSoFar: decision ? null : creditedBesides(left, 0n),
		items: itemsSoFar(left).map(
			({ id, invoiceId, number, claimedMinor, acceptedMinor, totalMinor, currency, ...item }) => ({
				id,
				invoiceId,
				number,
				claimedMinor,
				acceptedMinor,
				totalMinor,
				currency,
				line: item.line,
				claimedQuantity: item.claimedQuantity,
				expectedUnitPriceMinor: item.expectedUnitPriceMinor
			})
		),
		/** While it is open. */
		beside: isClosed(dispute.status) ? [] : await besideCases(unit, about),
		...(await stillDueOf(unit, about)),
		/** Of the quiet days after it was closed; as long as it is not, nobody knows their last one. */
		quietUntil: await quietAfterEnd(unit, about),
		/** Of a case that ended without a decision. */
		closedWith: await closedWith(unit, about),
		documents: await caseDocumentsOf(unit, dispute.id),
		followers: await followersShown(unit, about),
		proposal: await proposalShown(unit, about, offers),
		offerOver,
		surveyOpen: await surveyOpen(unit, about),
		tracker: await trackerFor(unit, about, { facts, decision }),
		earlier: await earlierDecisions(unit, about),
		/** Until when an answer to what he is asked is waited for. */
		replyBy,
		/** The day a mail came that may be the answer, while nobody has read it. */
		heardOn: since && localDateAt(since, timeZone),
		/** What he wrote after the decision, and by when we answer it. */
		owedAfter: await owedAfter(unit, about),
		/** What of it a colleague read, and has nothing to answer to. */
		readAfter: await readAfter(unit, about),
		/** In the words he was asked it; beside an open offer, what was asked since. */
		question,
		decision: decision && {
			verdict: decision.verdict,
			outcome: decision.outcome,
			isAgreed: decision.proposalId !== null,
			accepted: money(decision.acceptedMinor, claimed.currency),
			creditedBefore: creditedBesides(left, given),
			explanation: decision.explanation,
			decidedOn: localDateAt(decision.decidedAt, unit.scope.timeZone)
		},
		messages: await messagesForCustomer(unit, dispute.id),
		/** Said in the cases that went into this one. */
		merged: merged.messages,
		offerAnswers: answersTo(offers),
		files: [...(await attachmentsOf(unit, dispute.id)).map(shownFile), ...merged.files],
		canAmend: mayAmend(dispute.status),
		withdrawal: canMove(dispute.status, 'withdrawn')
			? { quietUntil: await quietIfWithdrawn(unit, about) }
			: null
	};
}

/** What was said to the offers: it is part of the conversation, and is kept with them. */
const answersTo = (offers: readonly Proposal[]) =>
	offers.flatMap(({ answer }) =>
		answer
			? {
					...{ id: answer.id, verdict: answer.verdict, authorName: answer.signedName },
					...{ body: answer.note, at: answer.at }
				}
			: []
	);

/** The decision with what was really given of it: a credit note may be a little smaller than what was granted. */
function carriedOut({ about, credited }: Left, decision: Resolution | null): Resolution | null {
	const items = about.items.map(({ id, acceptedMinor: decidedMinor }) => ({
		...{ decidedMinor, creditedMinor: credited.get(id) ?? 0n }
	}));
	const lacking = lackingMinor(about.dispute.status, items);
	return decision && { ...decision, acceptedMinor: decision.acceptedMinor - lacking };
}

/** What the decision gives is among what the case was credited: from its credit note on, whether the case is closed yet or not. */
const isGiven = async (unit: Unit<PortalScope>, { dispute }: Case, { id }: Resolution) =>
	isClosed(dispute.status) ||
	(await fromInside(unit, (inside) => postedNumberOf(inside, id))) !== null;

/** What earlier rounds gave, beside what this decision has given; null where there was none. */
function creditedBesides({ about, claimed }: Left, givenMinor: bigint): Money | null {
	const before = about.claimed.minor - claimed.minor - givenMinor;
	return before > 0n ? money(before, claimed.currency) : null;
}

async function trackerFor(
	unit: Unit<PortalScope>,
	{ dispute }: Case,
	{ facts, decision }: Pick<AfterOffer, 'facts'> & { decision: { decidedAt: Date } | null }
) {
	const day = (instant: Date) => localDateAt(instant, unit.scope.timeZone);
	const assignment = await currentAssignment(unit, dispute.id);
	const { team, labels: teamLabels } = await teamOfCase(unit, dispute.id);
	return trackerOf({
		...facts,
		waitsFor: await waitsFor(unit, { ...dispute, status: facts.status }),
		...{ team, teamLabels },
		goesOnIn: dispute.mergedAt ? await duplicateOf(unit, dispute) : null,
		assignment: assignment && { assignedOn: day(assignment.assignedAt) },
		resolution: decision && { decidedOn: day(decision.decidedAt) }
	});
}
