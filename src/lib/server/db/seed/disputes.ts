import { eq } from 'drizzle-orm';
import { answerDueOn } from '$lib/domain/disputes/deadlines';
import { isActive, isClosed } from '$lib/domain/disputes/lifecycle';
import { organisation } from '../schema/organisations';
import { addAttachments } from './attachments';
import type { CasePlan } from './cases';
import { addConversation } from './conversation';
import { claimOn, type Claim } from './claims';
import { filled, resolverFor, type DraftCase } from './draft-case';
import { addDecision } from './decisions';
import { stepsOf, type DraftStep } from './dispute-steps';
import type { DraftInvoice } from './invoices';
import type { Photos } from './photos/draw-photos';
import { addFollowUp } from './follow-up';
import { pickInvoices } from './pick-invoices';
import type { Sketch } from './sketch';

/** Oldest first: references follow the days. */
export async function addDisputes(
	sketch: Sketch,
	plans: readonly CasePlan[],
	invoices: readonly DraftInvoice[],
	photos: Photos
): Promise<DraftCase[]> {
	const drafts: DraftCase[] = [];
	for (const plan of [...plans].sort((a, b) => b.openedAgo - a.openedAgo)) {
		const about = pickInvoices(sketch, plan, invoices);
		if (about.length) drafts.push(addCase(sketch, plan, about, drafts.length + 1));
	}
	for (const draft of drafts) await addAttachments(sketch, draft, photos);
	const { tx, scope } = sketch.unit;
	await tx
		.update(organisation)
		.set({ disputeSequence: drafts.length })
		.where(eq(organisation.id, scope.organisationId));
	return drafts;
}

function addCase(
	sketch: Sketch,
	plan: CasePlan,
	invoices: readonly DraftInvoice[],
	number: number
): DraftCase {
	const steps = stepsOf(sketch, plan);
	const claims = invoices.map((invoice) => claimOn(sketch.random, invoice, plan.reason));
	const draft = addDispute(sketch, plan, invoices, claims, steps, number);
	markInvoices(draft);
	addSteps(sketch, draft);
	addPriority(sketch, draft);
	addConversation(sketch, draft);
	addItems(sketch, draft, addDecision(sketch, draft));
	addFollowUp(sketch, draft);
	return draft;
}

function addDispute(
	sketch: Sketch,
	plan: CasePlan,
	invoices: readonly DraftInvoice[],
	claims: readonly Claim[],
	steps: readonly DraftStep[],
	number: number
): DraftCase {
	const reason = sketch.reasons.get(plan.reason)!;
	const words = sketch.creditor.words[plan.reason]!;
	const { customer } = invoices[0]!;
	const first = steps[0]!;
	const variant = plan.variant ?? sketch.random.int(0, words.explanations.length - 1);
	const raisedBy = customer.contacts[0] ?? { id: null, name: customer.name, email: '' };
	const reference = `LIT-${first.on.slice(0, 4)}-${String(number).padStart(6, '0')}`;
	const id = sketch.add('dispute', {
		customerId: customer.id,
		reference,
		reasonId: reason.id,
		status: steps.at(-1)!.to,
		priority: plan.priority ?? 'normal',
		requestedOutcome: plan.reason === 'order_reference' ? 'NIN' : claims[0]!.lineId ? 'CNP' : 'CNF',
		explanation: filled(words.explanations[variant]!, claims[0]!, number),
		source: plan.source ?? 'portal',
		raisedByName: raisedBy.name,
		raisedByEmail: raisedBy.email,
		raisedByContactId: raisedBy.id,
		language: sketch.creditor.language,
		collectorId: sketch.colleagues.collector.id,
		openedAt: first.at,
		openedOn: first.on,
		answerDueOn: answerDueOn(first.on, reason.deadlineDays, sketch.calendar),
		idempotencyKey: `demo-case-${number}`
	});
	const of = { customerId: customer.id, disputeId: id };
	const claimed = claims.reduce((sum, { minor }) => sum + minor, 0n);
	return { id, reference, plan, invoices, claims, claimed, steps, raisedBy, variant, of };
}

/** Payments look at it: nobody pays what is in dispute. */
function markInvoices({ invoices, steps }: DraftCase): void {
	const last = steps.at(-1)!;
	for (const invoice of invoices)
		invoice.dispute = {
			active: isActive(last.to),
			openedOn: steps[0]!.on,
			closedOn: isClosed(last.to) ? last.on : null
		};
}

function addSteps(sketch: Sketch, draft: DraftCase): void {
	for (const [index, { from, to, at, on }] of draft.steps.entries()) {
		const by = authorOf(sketch, draft, index);
		sketch.add('disputeTransition', {
			...draft.of,
			fromStatus: from,
			toStatus: to,
			at,
			on,
			byKind: by.kind,
			byName: by.name,
			note: ''
		});
		sketch.add('auditEvent', {
			at,
			actorKind: by.kind === 'staff' ? 'user' : by.kind,
			actorId: by.id,
			actorName: by.name,
			action: from === null ? 'dispute.opened' : 'dispute.moved',
			subjectKind: 'dispute',
			subjectId: draft.id,
			customerId: draft.of.customerId,
			data: { reference: draft.reference, from, to }
		});
	}
}

function addPriority(sketch: Sketch, { plan, steps, id, of }: DraftCase): void {
	if (!plan.priority) return;
	const { collector } = sketch.colleagues;
	sketch.add('auditEvent', {
		at: steps[0]!.at,
		...{ actorKind: 'user', actorId: collector.id, actorName: collector.name },
		...{ action: 'dispute.priority_set', subjectKind: 'dispute', subjectId: id },
		customerId: of.customerId,
		data: { before: 'normal', after: plan.priority }
	});
}

function authorOf(sketch: Sketch, { plan, steps, raisedBy }: DraftCase, index: number) {
	const { to } = steps[index]!;
	const byCustomer = to === 'withdrawn' || (index === 0 && (plan.source ?? 'portal') === 'portal');
	if (byCustomer) return { kind: 'customer' as const, id: raisedBy.id ?? '', name: raisedBy.name };
	if (to === 'in_progress' && steps[index - 1]?.to === 'assigned')
		return { kind: 'resolver' as const, ...resolverFor(sketch, plan) };
	return { kind: 'staff' as const, ...sketch.colleagues.collector };
}

function addItems(
	sketch: Sketch,
	{ of, invoices, claims }: DraftCase,
	accepted: readonly (bigint | null)[]
): void {
	for (const [index, claim] of claims.entries())
		sketch.add('disputeItem', {
			...of,
			invoiceId: invoices[index]!.id,
			invoiceLineId: claim.lineId,
			currency: sketch.creditor.currency,
			claimedMinor: claim.minor,
			acceptedMinor: accepted[index] ?? null,
			claimedQuantity: claim.quantity === null ? null : String(claim.quantity),
			expectedUnitPriceMinor: claim.expected
		});
}
