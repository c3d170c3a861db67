import { isClosed } from '$lib/domain/disputes/lifecycle';
import type { Sketch } from './sketch';
import { resolverFor, type DraftCase } from './draft-case';

/** What the people of the open cases found in their mailboxes. */
export function addCaseMails(sketch: Sketch, cases: readonly DraftCase[]): void {
	for (const draft of cases.filter(({ steps }) => !isClosed(steps.at(-1)!.to))) {
		if (draft.raisedBy.email) addReceived(sketch, draft);
		addRequest(sketch, draft);
	}
}

const amount = ({ creditor: { currency } }: Sketch, minor: bigint) => ({ minor, currency });
const labels = ({ reasons }: Sketch, { plan }: DraftCase) => ({
	reason: reasons.get(plan.reason)!.labels
});

function addReceived(sketch: Sketch, draft: DraftCase): void {
	const { of, raisedBy, reference, invoices, claimed } = draft;
	const total = invoices.reduce((sum, invoice) => sum + invoice.total, 0n);
	const { answerDueOn } = sketch.rows.dispute.find(({ id }) => id === draft.id)!;
	sketch.mails.push({
		mail: 'dispute-received',
		...of,
		to: raisedBy,
		at: draft.steps[0]!.at,
		link: { kind: 'portal', contactId: raisedBy.id },
		facts: {
			reference,
			path: `/disputes/${reference}`,
			invoices: invoices.map(({ number }) => number),
			disputed: amount(sketch, claimed),
			stillDue: amount(sketch, total - claimed),
			dueOn: [...invoices].map(({ dueOn }) => dueOn).sort()[0] ?? null,
			today: draft.steps[0]!.on,
			answerDueOn,
			...labels(sketch, draft)
		}
	});
}

function addRequest(sketch: Sketch, draft: DraftCase): void {
	const asked = sketch.rows.assignment.find(({ disputeId }) => disputeId === draft.id);
	if (!asked) return;
	const { reference, invoices, claims, claimed, of } = draft;
	sketch.mails.push({
		mail: 'resolver-request',
		...of,
		to: resolverFor(sketch, draft.plan),
		at: asked.assignedAt,
		link: { kind: 'resolver', assignmentId: asked.id },
		facts: {
			reference,
			customerName: invoices[0]!.customer.name,
			resolverName: asked.resolverName,
			askedBy: asked.assignedBy,
			question: asked.question ?? '',
			explanation: sketch.rows.dispute.find(({ id }) => id === draft.id)!.explanation ?? '',
			...labels(sketch, draft),
			items: invoices.map(({ number, total }, index) => ({
				number,
				claimed: amount(sketch, claims[index]!.minor),
				total: amount(sketch, total)
			})),
			claimed: amount(sketch, claimed),
			files: sketch.rows.attachment.filter(({ disputeId }) => disputeId === draft.id).length,
			dueOn: asked.dueOn
		}
	});
}
