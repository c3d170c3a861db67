import { localDateAt } from '$lib/domain/calendar';
import { resolverDueOn } from '$lib/domain/disputes/deadlines';
import type { AnswerVerdict } from '$lib/domain/disputes/schema';
import type { CasePlan } from './cases';
import { filled, resolverFor, type DraftCase } from './draft-case';
import type { DraftStep } from './dispute-steps';
import type { Sketch } from './sketch';

/** Who was asked, what was answered, and what was said to the customer and between colleagues. */
export function addConversation(sketch: Sketch, draft: DraftCase): void {
	const asked = draft.steps.find(({ to }) => to === 'assigned');
	if (!asked) return;
	const assignmentId = addAssignment(sketch, draft, asked);
	const answered = draft.steps.find(({ to, from }) => to === 'in_progress' && from === 'assigned');
	if (!answered) return;
	addAnswer(sketch, draft, answered, assignmentId);
	say(
		sketch,
		draft,
		'internal',
		sketch.colleagues.collector,
		wordsOf(sketch, draft).note,
		later(sketch, answered.at, 11)
	);
	addQuestion(sketch, draft);
}

const wordsOf = ({ creditor }: Sketch, { plan }: DraftCase) => creditor.words[plan.reason]!;
const textOf = (draft: DraftCase, text: string): string =>
	filled(text, draft.claims[0]!, Number(draft.reference.slice(-6)));

/** Never after the day of the demo. */
const later = ({ unit }: Sketch, at: Date, minutes: number): Date =>
	new Date(Math.min(at.getTime() + minutes * 60_000, unit.now.getTime()));

function addAssignment(sketch: Sketch, draft: DraftCase, { at }: DraftStep): string {
	const { userId, name, email } = resolverFor(sketch, draft.plan);
	const day = localDateAt(at, sketch.unit.scope.timeZone);
	const { answerDueOn } = sketch.rows.dispute.find(({ id }) => id === draft.id)!;
	const { deadlineDays } = sketch.reasons.get(draft.plan.reason)!;
	return sketch.add('assignment', {
		...draft.of,
		userId,
		resolverName: name,
		resolverEmail: email,
		language: sketch.creditor.language,
		question: textOf(draft, wordsOf(sketch, draft).question),
		dueOn: resolverDueOn(day, { answerDueOn, deadlineDays }, sketch.calendar),
		assignedAt: at,
		assignedBy: sketch.colleagues.collector.name
	});
}

function addAnswer(
	sketch: Sketch,
	draft: DraftCase,
	{ at }: DraftStep,
	assignmentId: string
): void {
	const words = wordsOf(sketch, draft);
	const verdict = draft.plan.verdict;
	sketch.add('answer', {
		...draft.of,
		assignmentId,
		verdict: ANSWERS[verdict ?? 'none'],
		acceptedMinor: verdict === 'partly_valid' ? (draft.claimed * 3n) / 5n : null,
		explanation: textOf(draft, verdict ? words.answers[verdict] : words.asked),
		signedName: resolverFor(sketch, draft.plan).name,
		at,
		idempotencyKey: `demo-answer-${draft.reference}`
	});
}

const ANSWERS: Record<NonNullable<CasePlan['verdict']> | 'none', AnswerVerdict> = {
	valid: 'customer_right',
	partly_valid: 'partly',
	invalid: 'customer_wrong',
	none: 'need_information'
};

/** A question to the customer, and the reply when the case went on. */
function addQuestion(sketch: Sketch, draft: DraftCase): void {
	const asked = draft.steps.findIndex(({ to }) => to === 'waiting_customer');
	if (asked < 0) return;
	const words = wordsOf(sketch, draft);
	say(
		sketch,
		draft,
		'customer',
		sketch.colleagues.collector,
		words.asked,
		draft.steps[asked]!.at,
		'staff',
		true
	);
	const next = draft.steps[asked + 1];
	if (next)
		say(
			sketch,
			draft,
			'customer',
			draft.raisedBy,
			words.reply,
			later(sketch, next.at, -25),
			'customer'
		);
}

function say(
	sketch: Sketch,
	draft: DraftCase,
	audience: 'customer' | 'internal',
	author: { name: string; email: string },
	body: string,
	at: Date,
	authorKind: 'staff' | 'customer' = 'staff',
	asks = false
): void {
	const idempotencyKey = `demo-${draft.reference}-${sketch.rows.message.length}`;
	sketch.add('message', {
		...draft.of,
		audience,
		authorKind,
		authorName: author.name,
		authorEmail: author.email.toLowerCase() || null,
		body: textOf(draft, body),
		at,
		asks,
		idempotencyKey
	});
}
