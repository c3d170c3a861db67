import { and, eq } from 'drizzle-orm';
import { decisionAgreed } from '$lib/domain/disputes/proposal';
import { sharesAgreed } from '$lib/domain/promises/instalments';
import { say } from '$lib/i18n/words';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { proposal } from '../db/schema/proposals';
import { lockFreeInvoices } from '../promises/free-invoices';
import { makePlan } from '../promises/make-plan';
import { offerKey } from '../promises/offer-key';
import type { Case } from './case-queries';
import { applyDecision } from './decide-dispute';
import { GRANT_OF_NOTHING } from './grant';
import { leftToDecide } from './left-to-decide';
import { itemsInParts, sumOf, type ItemsInParts } from './in-parts';
import { moveCase } from './move-case';
import { tellOutdated } from './outdated-proposal';
import { answerTo, partsOf, type ProposalAnswer, type ProposalRow } from './proposals';
import { quietPeriodFromToday } from './quiet-period';
import { leaveUndone } from './undone-proposal';

/**
 * A plan the customer accepted: the case ends, because what it is about is owed, and each payment holds
 * the reminders of its sum until its day. Nothing is credited. The letter about the yes has said all this.
 */
export async function agreeInParts(
	unit: Unit<InsideScope>,
	about: Case,
	row: ProposalRow
): Promise<void> {
	const { customerId, reference } = about.dispute;
	const itemsOf = await itemsInParts(unit, about, row.covers ?? 'disputed');
	const { invoices } = await lockFreeInvoices(unit, customerId, { case: reference });
	// Money came in the instant after the yes: staff goes on from there, with the customer's word on file.
	if (sumOf(itemsOf(invoices), about).minor !== row.amountMinor) {
		await tellOutdated(unit, about, row);
		return leaveUndone(unit, about, row);
	}
	await endCase(unit, about, row);
	const promiseId = await promiseParts(unit, about, row, itemsOf);
	await unit.tx
		.update(proposal)
		.set({ promiseId })
		.where(and(eq(proposal.organisationId, unit.scope.organisationId), eq(proposal.id, row.id)));
}

async function endCase(unit: Unit<InsideScope>, about: Case, row: ProposalRow): Promise<void> {
	const left = await leftToDecide(unit, about);
	const { id, language, customerId } = about.dispute;
	const decision = {
		...decisionAgreed('instalments', {
			claimedMinor: left.claimed.minor,
			amountMinor: row.amountMinor
		}),
		explanation: [say('follow_offer_agreed', {}, language), row.text].filter(Boolean).join('\n'),
		by: { id: row.proposedById, name: row.proposedByName },
		proposalId: row.id,
		isTold: true
	};
	await applyDecision(unit, left, decision, GRANT_OF_NOTHING);
	await moveCase(unit, about, 'resolved', { isTold: true, leavesTasks: true });
	const { quietUntil } = await quietPeriodFromToday(unit);
	await record(
		unit,
		'dispute.resolved',
		{ kind: 'dispute', id, customerId },
		{ proposalId: row.id, acceptedMinor: 0n, quietUntil }
	);
}

/** The evidence of the promise is that of the yes: the same words. */
async function promiseParts(
	unit: Unit<InsideScope>,
	about: Case,
	row: ProposalRow,
	itemsOf: ItemsInParts
): Promise<string> {
	const answer = await answerTo(unit, row.id);
	const parts = partsOf(row);
	const { promiseId } = await makePlan(unit, {
		customerId: about.dispute.customerId,
		itemsOf,
		days: parts.map(({ dueOn }) => dueOn),
		sharesOf: (items) => sharesAgreed(items, parts),
		agreed: {
			customer: answer.signedName,
			colleague: row.proposedByName,
			endsCase: about.dispute.reference
		},
		shown: () => shownIn(answer),
		note: about.dispute.reference,
		source: 'portal',
		idempotencyKey: offerKey(row.id),
		content: [row.id]
	});
	return promiseId;
}

const shownIn = ({ shownText, shownSha256, linkId, language }: ProposalAnswer) => ({
	...{ shownText, shownSha256, linkId, language }
});
