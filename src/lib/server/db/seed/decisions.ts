import type { Outcome, Verdict } from '$lib/domain/disputes/schema';
import { addAfterDecision } from './after-decision';
import { addApproved, addWaiting, FIRST_APPROVAL_LIMIT } from './approvals';
import { acceptedOf, outcomeOf } from './claims';
import { filled, type DraftCase } from './draft-case';
import type { DraftStep } from './dispute-steps';
import type { Sketch } from './sketch';

/** The verdict with its amount per item; the credit note too once the case is resolved. Nulls before. */
export function addDecision(sketch: Sketch, draft: DraftCase): (bigint | null)[] {
	const decided = draft.steps.find(({ to }) => to === 'decided');
	const { verdict } = draft.plan;
	if (!verdict) return draft.claims.map(() => null);
	const outcome = outcomeOf(draft.plan, verdict);
	const accepted = draft.claims.map(({ minor }) => acceptedOf(minor, verdict, outcome));
	if (!decided) {
		const text = explanationOf(sketch, draft, verdict);
		addWaiting(sketch, draft, { verdict, outcome, amountMinor: sum(accepted), text });
		return draft.claims.map(() => null);
	}
	const why = explanationOf(sketch, draft, verdict);
	const resolutionId = addResolution(sketch, draft, decided, verdict, outcome, sum(accepted));
	addAfterDecision(sketch, draft, { step: decided, resolutionId, accepted, why });
	const resolved = draft.steps.find(({ to }) => to === 'resolved');
	if (resolved && sum(accepted) > 0n) addCredit(sketch, draft, resolved, accepted);
	// Reopened: decided again later.
	return draft.plan.reopened ? draft.claims.map(() => null) : accepted;
}

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((a, b) => a + b, 0n);

function addResolution(
	sketch: Sketch,
	draft: DraftCase,
	{ at }: DraftStep,
	verdict: Verdict,
	outcome: Outcome,
	acceptedMinor: bigint
): string {
	const { collector } = sketch.colleagues;
	const explanation = explanationOf(sketch, draft, verdict);
	const decision = { verdict, outcome, amountMinor: acceptedMinor, text: explanation };
	return sketch.add('resolution', {
		...draft.of,
		verdict,
		outcome,
		acceptedMinor,
		explanation,
		decidedAt: at,
		decidedById: collector.id,
		decidedByName: collector.name,
		approvalRequestId:
			acceptedMinor > FIRST_APPROVAL_LIMIT ? addApproved(sketch, draft, at, decision) : null
	});
}

export const explanationOf = (sketch: Sketch, draft: DraftCase, verdict: Verdict): string =>
	filled(
		sketch.creditor.words[draft.plan.reason]!.decisions[verdict],
		draft.claims[0]!,
		Number(draft.reference.slice(-6))
	);

function addCredit(
	sketch: Sketch,
	draft: DraftCase,
	{ at, on }: DraftStep,
	accepted: readonly bigint[]
): void {
	const customerId = draft.of.customerId;
	const creditNoteId = sketch.add('creditNote', {
		customerId,
		number: sketch.creditor.creditNoteNumber(on.slice(0, 4), 200 + sketch.rows.creditNote.length),
		issuedOn: on,
		currency: sketch.creditor.currency,
		...{ totalMinor: sum(accepted), creditedMinor: sum(accepted) },
		disputeId: draft.id,
		createdAt: at
	});
	for (const [index, amountMinor] of accepted.entries()) {
		const invoice = draft.invoices[index]!;
		if (amountMinor === 0n) continue;
		sketch.add('allocation', {
			customerId,
			invoiceId: invoice.id,
			creditNoteId,
			allocatedOn: on,
			amountMinor,
			createdAt: at
		});
		invoice.settled += amountMinor;
	}
}
