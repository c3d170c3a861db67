import { asksAmount } from '$lib/domain/disputes/resolution';
import type { Outcome, Verdict } from '$lib/domain/disputes/schema';
import { AppError } from '$lib/domain/errors';
import type { Language } from '$lib/i18n/language';
import { readAmount } from '$lib/i18n/read-amount';

interface Read {
	currency: string;
	language: Language;
}

/** What the form of a decision lacks, in its order: nobody corrects one mistake to meet the next. */
export function missingInDecision(
	{ verdict, outcome, amount, explanation }: Record<string, string>,
	{ currency, language }: Read
): AppError[] {
	const isPart = verdict && outcome && asksAmount(verdict as Verdict, outcome as Outcome);
	const isAmountWrong = isPart && readAmount(amount ?? '', currency, language) === null;
	return [
		...(verdict ? [] : [new AppError('verdict_required', {}, 'verdict')]),
		...(outcome ? [] : [new AppError('required', {}, 'outcome')]),
		...(isAmountWrong ? [new AppError('amount_invalid', {}, 'acceptedMinor')] : []),
		...(explanation?.trim() ? [] : [new AppError('explanation_required', {}, 'explanation')])
	];
}
