import { m } from '$lib/i18n/paraglide/messages';
import { errorWords } from '$lib/i18n/words';

export interface Wrong {
	code: string;
	details: Record<string, string>;
	field: string | null;
}

/** What a refused action hands back: which form, why, and everything that was typed. */
export interface Refused {
	refusal: Wrong & { hadFiles: boolean; others?: Wrong[] };
	values: Record<string, string>;
}
export type FormState = Refused | null | undefined;

export interface Problem {
	words: string;
	field: string | null;
	/** Everything that is wrong, this first. */
	all: { words: string; field: string | null }[];
	/** They came with the form and have to be chosen again. */
	hadFiles: boolean;
	values: Record<string, string>;
}

/** An empty field is asked for by its name, where several of a form can be empty. */
const NEEDED: Record<string, Record<string, (values: Record<string, string>) => string>> = {
	answerApproval: {
		choice: m.approval_need_choice,
		approvalNote: m.approval_need_question
	},
	replyToApprover: { approvalNote: m.approval_need_reply },
	answer: {
		handTo: () => m.resolver_hand_need(),
		handOver: ({ verdict }) =>
			verdict === 'need_information' ? m.resolver_need_question() : m.resolver_need_who(),
		colleague: () => m.resolver_colleague_needed(),
		signedName: () => m.resolver_need_name()
	},
	writeOff: { reason: m.credits_rest_need_reason },
	assign: { userId: m.desk_assign_need_who },
	assignMany: { userId: m.queue_bulk_need_who },
	reasonMany: { reasonCode: m.queue_bulk_need_reason },
	postponeMany: { untilOn: m.queue_bulk_need_day },
	set: { reasonCode: m.worklist_owed_need_reason },
	decide: { outcome: m.desk_decide_need_outcome },
	propose: {
		acceptedMinor: m.follow_desk_need_amount,
		text: m.follow_desk_need_text,
		validUntil: m.follow_desk_need_day
	}
};

function ownWords(action: string, form: FormState): (wrong: Wrong) => string {
	const needed = NEEDED[action] ?? {};
	return ({ code, details, field }) =>
		(EMPTY.has(code) && needed[field ?? '']?.(form?.values ?? {})) || errorWords(code, details);
}

/** What a field that was left empty is refused with. */
const EMPTY = new Set(['required', 'reason_required', 'date_invalid', 'invalid_input']);

/** The refusal of one of the forms of a page; some forms have words of their own for it. */
export const problemIn = (
	form: FormState,
	action: string,
	wordsOf = ownWords(action, form)
): Problem | null =>
	form && 'refusal' in form && form.values.action === action
		? {
				words: wordsOf(form.refusal),
				field: form.refusal.field,
				all: [form.refusal, ...(form.refusal.others ?? [])].map((wrong) => ({
					words: wordsOf(wrong),
					field: wrong.field
				})),
				hadFiles: form.refusal.hadFiles,
				values: form.values
			}
		: null;

/** The refusal of whichever form of the page was sent, and the field to jump to. */
export function problemOf(form: FormState): Told | null {
	if (!form || !('refusal' in form)) return null;
	const problem = problemIn(form, form.values.action ?? '');
	if (!problem) return null;
	return { words: problem.words, anchor: anchorOf(problem), all: allTold(problem) };
}

interface Told {
	words: string;
	anchor: string | null;
	/** Everything that is wrong, each with the id of its field. */
	all: { words: string; field: string | null }[];
}

export const allTold = (problem: Problem): Told['all'] =>
	problem.all.map(({ words, field }) => ({ words, field: anchorOf({ ...problem, field }) }));

const ANCHORS: Record<string, Record<string, string>> = {
	saveView: { name: 'view-name' },
	assignMany: { userId: 'bulk-who' },
	reasonMany: { reasonCode: 'bulk-reason' },
	postponeMany: { untilOn: 'bulk-until' },
	postpone: { untilOn: 'until-case' },
	assign: { resolverEmail: 'resolverEmail', question: 'question', reasonCode: 'assignReason' },
	decide: { verdict: 'decide-valid' },
	answerApproval: { choice: 'approval-approve' },
	handOver: { files: 'paper-file', kind: 'paper-kind' },
	propose: { parts: 'partDay1', acceptedMinor: 'offered', text: 'offer-text' },
	log: { invoice: 'invoices', invoiceId: 'invoices', items: 'invoices' },
	answer: {
		acceptedMinor: 'amount',
		verdict: 'verdict-customer_right',
		explanation: 'answer-explanation'
	}
};

/** Ids of a page are its own: several forms may ask for an explanation. */
export function anchorOf({ field, values }: Problem): string | null {
	const { action = '' } = values;
	if (field === 'duplicateOf') return field;
	if (action === 'close' || action === 'reopen') return `${action}-note`;
	if (action === 'post') return `${field === 'files' ? 'files' : 'body'}-${values.audience}`;
	if (action === 'assign') return ANCHORS.assign![field ?? ''] ?? 'userId';
	if (action === 'log' && field) return logAnchor(field, values);
	if (field === 'handOver' && values.verdict === 'need_information') return 'need';
	return field && (ANCHORS[action]?.[field] ?? field);
}

/** Whoever is chosen from the list hides the fields of "somebody else"; amounts have the name staff see. */
function logAnchor(field: string, { contact }: Record<string, string>): string {
	if (field.startsWith('raisedBy') && contact) return 'contact';
	if (field.startsWith('amount-')) return field.replace('amount-', 'part-');
	return ANCHORS.log![field] ?? field;
}
