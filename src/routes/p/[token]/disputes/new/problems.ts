import { AppError } from '$lib/domain/errors';
import type { LineFigureKind } from '$lib/domain/disputes/reason-field';
import type { ErrorCode } from '$lib/domain/errors';
import type { Language } from '$lib/i18n/language';
import { m } from '$lib/i18n/paraglide/messages';
import { errorWords } from '$lib/i18n/words';
import type { FieldProblem } from '../incoming';
import { claimsOf, type KnownInvoice, type KnownLine } from './claims';
import { isRefused, paidIn } from './paid';
import type { Typed } from './typed';

export interface Known {
	invoices: readonly KnownInvoice[];
	lines: readonly KnownLine[];
	reasons: readonly {
		code: string;
		kind: string;
		explanationRequired: boolean;
		lineFigure: LineFigureKind;
	}[];
	/** All the case is about was paid meanwhile: its words may change without an invoice. */
	isSettled?: boolean;
}

/** Everything that is wrong with what was typed, in the order of the page: nobody corrects one mistake to meet the next. */
export function problemsIn(typed: Typed, known: Known, language: Language): FieldProblem[] {
	const reason = known.reasons.find(({ code }) => code === typed.reason);
	const chosen = known.invoices.filter(({ id }) => typed.invoices.includes(id));
	const isAnswer = reason?.kind === 'answer';
	const problems: FieldProblem[] = [];
	if (typed.invoices.length === 0 && !known.isSettled)
		problems.push(at('invoice', 'invoice_required'));
	else if (!isAnswer && new Set(chosen.map(({ currency }) => currency)).size > 1)
		problems.push({ field: 'invoice', words: m.portal_new_one_currency() });
	if (!reason) problems.push(at('reason', 'reason_required'));
	if (isAnswer) return [...problems, ...paidProblems(typed, known, language)];
	const choice = { typed, lines: known.lines, figure: reason?.lineFigure ?? 'amount', language };
	const named = chosen.length > 1 ? ofInvoice : sameWords;
	problems.push(
		...chosen.flatMap((invoice) =>
			claimsOf(invoice, choice)
				.filter((claim) => claim instanceof AppError)
				.map(({ code, details, field }) => named(at(field!, code, details), invoice))
		)
	);
	if (reason?.explanationRequired && !typed.explanation.trim())
		problems.push(at('explanation', 'explanation_required'));
	return problems;
}

const sameWords = (problem: FieldProblem): FieldProblem => problem;

/** In the summary nobody sees beside which of several amounts it stands. */
const ofInvoice = ({ field, words }: FieldProblem, { number }: KnownInvoice): FieldProblem => ({
	field,
	words: words.includes(number) ? words : m.common_detail_line({ label: number, value: words })
});

/** Of "I have already paid". */
function paidProblems(typed: Typed, { invoices }: Known, language: Language): FieldProblem[] {
	if (typed.reason !== 'already_paid') return [];
	const found = paidIn(typed, invoices, language);
	return isRefused(found) ? found.map(({ code, details, field }) => at(field!, code, details)) : [];
}

const at = (
	field: string,
	code: ErrorCode,
	details: Record<string, string> = {}
): FieldProblem => ({ field, words: errorWords(code, details) });

/** Those of `more` whose field nothing was said about yet. */
export const withMore = (
	found: readonly FieldProblem[],
	more: readonly FieldProblem[]
): FieldProblem[] => [
	...found,
	...more.filter(({ field }) => !found.some((known) => known.field === field))
];
