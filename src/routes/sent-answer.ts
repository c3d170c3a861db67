import { HAND_TO_ADDRESS } from '$lib/domain/disputes/hand-to';
import { AppError } from '$lib/domain/errors';
import type { Language } from '$lib/i18n/language';
import { readAmount } from '$lib/i18n/read-amount';

/** What whoever is asked sends, by his link or signed in. @throws verdict_required, name_required, required, amount_invalid */
export function answerIn(
	words: Record<string, string>,
	{ currency, language }: { currency: string; language: Language }
) {
	refuseIncomplete(words);
	return {
		verdict: words.verdict as never,
		acceptedMinor:
			words.verdict === 'partly' ? amountIn(words.amount, currency, language) : undefined,
		explanation: words.explanation ?? '',
		handOver: (words.verdict === 'need_information' ? words.need : words.handOver) ?? '',
		handTo: words.handTo || HAND_TO_ADDRESS,
		askTo: words.askTo ?? '',
		asks: (words.asks ?? 'house') as never,
		colleague: words.colleague ?? '',
		signedName: words.signedName ?? '',
		idempotencyKey: words.idempotencyKey ?? ''
	};
}

function refuseIncomplete({ verdict, signedName, handTo, handOver }: Record<string, string>): void {
	if (!verdict) throw new AppError('verdict_required', {}, 'verdict');
	if (!signedName?.trim()) throw new AppError('name_required', {}, 'signedName');
	// An address typed before another choice was made is hidden with it: where there is a list, it has to say so.
	if (verdict === 'not_for_me' && !(handTo ?? handOver))
		throw new AppError('required', {}, 'handTo');
}

function amountIn(text: string | undefined, currency: string, language: Language): bigint {
	const minor = readAmount(text ?? '', currency, language);
	if (minor === null) throw new AppError('amount_invalid', {}, 'acceptedMinor');
	return minor;
}
