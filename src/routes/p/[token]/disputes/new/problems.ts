import { claimProblem } from '$lib/domain/disputes/claim';
import type { ErrorCode } from '$lib/domain/errors';
import { money } from '$lib/domain/money';
import { formatMoney } from '$lib/i18n/format';
import type { Language } from '$lib/i18n/language';
import { m } from '$lib/i18n/paraglide/messages';
import { errorWords } from '$lib/i18n/words';
import type { FieldProblem } from '../incoming';
import { claimedIn, type Typed } from './typed';

interface Known {
	invoices: readonly { id: string; number: string; currency: string; freeMinor: bigint }[];
	reasons: readonly { code: string; kind: string; explanationRequired: boolean }[];
}

/** Everything that is wrong with what was typed, in the order of the page: nobody corrects one mistake to meet the next. */
export function problemsIn(typed: Typed, known: Known, language: Language): FieldProblem[] {
	const reason = known.reasons.find(({ code }) => code === typed.reason);
	const chosen = known.invoices.filter(({ id }) => typed.invoices.includes(id));
	const isAnswer = reason?.kind === 'answer';
	const problems: FieldProblem[] = [];
	if (typed.invoices.length === 0) problems.push(at('invoice', 'invoice_required'));
	else if (!isAnswer && new Set(chosen.map(({ currency }) => currency)).size > 1)
		problems.push({ field: 'invoice', words: m.portal_new_one_currency() });
	if (!reason) problems.push(at('reason', 'reason_required'));
	if (isAnswer) return problems;
	problems.push(...chosen.flatMap((invoice) => amountProblem(typed, invoice, language)));
	if (reason?.explanationRequired && !typed.explanation.trim())
		problems.push(at('explanation', 'explanation_required'));
	return problems;
}

function amountProblem(
	typed: Typed,
	{ id, number, currency, freeMinor }: Known['invoices'][number],
	language: Language
): FieldProblem[] {
	const field = `amount-${id}`;
	const claimed = claimedIn(typed, id, currency, language);
	if (claimed === undefined) return [];
	if (claimed === null) return [at(field, 'amount_invalid')];
	const code = claimProblem(claimed, freeMinor);
	return code ? [at(field, code, { number, max: formatMoney(money(freeMinor, currency)) })] : [];
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
