import type { Outcome, Verdict } from '$lib/domain/disputes/schema';
import { needsApprover } from '$lib/domain/disputes/approval';
import { money } from '$lib/domain/money';
import { acceptedOf, outcomeOf } from './claims';
import { filled, type DraftCase } from './draft-case';
import type { DraftStep } from './dispute-steps';
import type { Sketch } from './sketch';

/** As the organisation is created: above, an approver decides. */
const APPROVAL_LIMIT = 100_000n;

/** The verdict with its amount per item; the credit note too once the case is resolved. Nulls before. */
export function addDecision(sketch: Sketch, draft: DraftCase): (bigint | null)[] {
	const decided = draft.steps.find(({ to }) => to === 'decided');
	const { verdict } = draft.plan;
	if (!decided || !verdict) return draft.claims.map(() => null);
	const outcome = outcomeOf(draft.plan, verdict);
	const accepted = draft.claims.map(({ minor }) => acceptedOf(minor, verdict, outcome));
	addResolution(sketch, draft, decided, verdict, outcome, sum(accepted));
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
): void {
	const { approver, collector } = sketch.colleagues;
	const { currency } = sketch.creditor;
	const aboveLimit = needsApprover(money(acceptedMinor, currency), money(APPROVAL_LIMIT, currency));
	const by = aboveLimit ? approver : collector;
	const words = sketch.creditor.words[draft.plan.reason]!.decisions[verdict];
	sketch.add('resolution', {
		...draft.of,
		verdict,
		outcome,
		acceptedMinor,
		explanation: filled(words, draft.claims[0]!, Number(draft.reference.slice(-6))),
		decidedAt: at,
		decidedById: by.id,
		decidedByName: by.name
	});
}

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
		totalMinor: sum(accepted),
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
