import { HAND_TO_ADDRESS } from '$lib/domain/disputes/hand-to';
import { meantAnswer } from '$lib/domain/disputes/meant-answer';
import { missingInAnswer } from '$lib/domain/disputes/missing-in-answer';
import { AppError, refuseAll } from '$lib/domain/errors';
import type { Language } from '$lib/i18n/language';
import { readAmount } from '$lib/i18n/read-amount';

interface Read {
	currency: string;
	language: Language;
}

/**
 * What whoever is asked sends, by his link or signed in.
 * @throws verdict_required, amount_invalid, explanation_required, required, name_required: all that is wrong, at once
 */
export function answerIn(words: Record<string, string>, { currency, language }: Read) {
	const amount = readAmount(words.amount ?? '', currency, language);
	const answer = {
		verdict: words.verdict as never,
		acceptedMinor: words.verdict === 'partly' ? (amount ?? undefined) : undefined,
		explanation: words.explanation ?? '',
		handOver: (words.verdict === 'need_information' ? words.need : words.handOver) ?? '',
		handTo: words.handTo || HAND_TO_ADDRESS,
		askTo: words.askTo ?? '',
		asks: (words.asks ?? 'house') as never,
		colleague: words.colleague ?? '',
		signedName: words.signedName ?? '',
		idempotencyKey: words.idempotencyKey ?? ''
	};
	const isAmountWrong = words.verdict === 'partly' && amount === null;
	refuseAll([
		...(words.verdict ? [] : [new AppError('verdict_required', {}, 'verdict')]),
		...(isAmountWrong ? [new AppError('amount_invalid', {}, 'acceptedMinor')] : []),
		...(isNobodyChosen(words)
			? [new AppError('required', {}, 'handTo')]
			: missingInAnswer(meantAnswer(answer))),
		...(answer.signedName.trim() ? [] : [new AppError('name_required', {}, 'signedName')])
	]);
	return answer;
}

/** An address typed before another choice was made is hidden with it: where there is a list, it has to say so. */
const isNobodyChosen = ({ verdict, handTo, handOver }: Record<string, string>): boolean =>
	verdict === 'not_for_me' && !(handTo ?? handOver);
