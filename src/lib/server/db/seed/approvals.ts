import type { Outcome, Verdict } from '$lib/domain/disputes/schema';
import type { DraftCase } from './draft-case';
import type { Sketch } from './sketch';

/** As an organisation is created. Minor units. */
export const FIRST_APPROVAL_LIMIT = 100_000n;

interface Decision {
	verdict: Verdict;
	outcome: Outcome;
	amountMinor: bigint;
	text: string;
}

const MINUTES = 60_000;

/** What the collector asked and the approver signed, half an hour before it was decided. */
export function addApproved(
	sketch: Sketch,
	draft: DraftCase,
	at: Date,
	decision: Decision
): string {
	const { approver } = sketch.colleagues;
	const requestId = sketch.add('approvalRequest', {
		...asked(sketch, draft, new Date(at.getTime() - 30 * MINUTES), decision),
		...{ endedAt: at, endedAs: 'granted', endedByName: approver.name }
	});
	sketch.add('approval', {
		...{ ...draft.of, requestId, act: 'approve', level: 1 },
		...{ at, byId: approver.id, byName: approver.name }
	});
	return requestId;
}

/** The answer is there, the collector decided, and the approver has not looked yet. */
export function addWaiting(sketch: Sketch, draft: DraftCase, decision: Decision): void {
	const { status, reopened } = draft.plan;
	if (status !== 'in_progress' || reopened || decision.amountMinor <= FIRST_APPROVAL_LIMIT) return;
	const answered = draft.steps.at(-1)!.at.getTime();
	const at = new Date(Math.min(answered + 90 * MINUTES, sketch.unit.now.getTime() - 2 * MINUTES));
	sketch.add('approvalRequest', asked(sketch, draft, at, decision));
}

const asked = (sketch: Sketch, draft: DraftCase, askedAt: Date, decision: Decision) => ({
	...{ ...draft.of, kind: 'decision' as const, ...decision, creditedMinor: 0n },
	...{ claimedMinor: draft.claimed, currency: sketch.creditor.currency },
	...{ idempotencyKey: `demo-approval-${draft.reference}`, askedAt },
	...{ askedById: sketch.colleagues.collector.id, askedByName: sketch.colleagues.collector.name }
});
