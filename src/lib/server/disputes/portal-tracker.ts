import { localDateAt } from '$lib/domain/calendar';
import { canMove } from '$lib/domain/disputes/lifecycle';
import { trackerOf } from '$lib/domain/disputes/tracker';
import { money, minorMax } from '$lib/domain/money';
import { disputedMinor } from '$lib/domain/receivables/open-items';
import { attachmentsOf, shownFile } from '../attachments/queries';
import type { PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { creditNotesOf } from '../payments/queries';
import { openInvoicesOfCustomer } from '../invoices/portal-queries';
import { caseByReference, messagesForCustomer, transitionsOf } from './portal-queries';
import type { Case } from './case-queries';
import { activeClaims, currentAssignment, currentResolution } from './queries';

/** A case as its customer follows it: never an internal note, never the name of a colleague who looks at it. */
export async function trackedCase(unit: Unit<PortalScope>, reference: string) {
	const about = await caseByReference(unit, reference);
	const { dispute, reason, items, claimed } = about;
	const decision = await currentResolution(unit, dispute.id);
	return {
		reference: dispute.reference,
		status: dispute.status,
		labelFr: reason.labelFr,
		labelEn: reason.labelEn,
		requestedOutcome: dispute.requestedOutcome,
		explanation: dispute.explanation,
		openedOn: dispute.openedOn,
		source: dispute.source,
		claimed,
		items: items.map(
			({ invoiceId, number, claimedMinor, acceptedMinor, totalMinor, currency }) => ({
				invoiceId,
				number,
				claimedMinor,
				acceptedMinor,
				totalMinor,
				currency
			})
		),
		stillDue: await stillDueOf(unit, about),
		creditNotes: await creditNotesOf(unit, dispute.id),
		tracker: await trackerFor(unit, about, decision),
		decision: decision && {
			verdict: decision.verdict,
			outcome: decision.outcome,
			accepted: money(decision.acceptedMinor, claimed.currency),
			explanation: decision.explanation,
			decidedOn: localDateAt(decision.decidedAt, unit.scope.timeZone)
		},
		messages: await messagesForCustomer(unit, dispute.id),
		files: (await attachmentsOf(unit, dispute.id)).map(shownFile),
		canWithdraw: canMove(dispute.status, 'withdrawn')
	};
}

async function trackerFor(
	unit: Unit<PortalScope>,
	{ dispute, reason }: Case,
	decision: { decidedAt: Date } | null
) {
	const day = (instant: Date) => localDateAt(instant, unit.scope.timeZone);
	const assignment = await currentAssignment(unit, dispute.id);
	return trackerOf({
		status: dispute.status,
		openedOn: dispute.openedOn,
		answerDueOn: dispute.answerDueOn,
		team: reason.team,
		transitions: await transitionsOf(unit, dispute.id),
		assignment: assignment && { assignedOn: day(assignment.assignedAt) },
		resolution: decision && { decidedOn: day(decision.decidedAt) },
		today: unit.today
	});
}

/** What nobody contests of the invoices of this case: it stays due. */
async function stillDueOf(unit: Unit<PortalScope>, { items, claimed }: Case) {
	const claims = await activeClaims(unit, { customerId: unit.scope.customerId });
	const open = (await openInvoicesOfCustomer(unit, unit.scope.customerId)).filter(({ id }) =>
		items.some(({ invoiceId }) => invoiceId === id)
	);
	const due = open.map(
		({ id, openMinor }) =>
			openMinor -
			disputedMinor(
				openMinor,
				claims.filter(({ invoiceId }) => invoiceId === id)
			)
	);
	return money(
		minorMax(
			0n,
			due.reduce((sum, minor) => sum + minor, 0n)
		),
		claimed.currency
	);
}
