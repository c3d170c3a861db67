import { parseLocalDate, type LocalDate } from '$lib/domain/calendar';
import { AppError } from '$lib/domain/errors';
import type { Language } from '$lib/i18n/language';
import { readAmount } from '$lib/i18n/read-amount';
import { action, amountIn, seenIn, type Words } from './case-action';

export const offerActions = {
	propose: action('propose', async (door, { id, claimed }, words, { language }) => {
		const proposed = await door.propose({
			disputeId: id,
			kind: words.kind as never,
			amountMinor:
				words.kind === 'credit' && words.amount
					? amountIn(words.amount, claimed.currency, language)
					: undefined,
			...(words.kind === 'instalments' && planIn(words, claimed.currency, language)),
			text: words.text ?? '',
			validUntil: (words.validUntil ?? '') as LocalDate,
			idempotencyKey: words.idempotencyKey ?? '',
			seen: seenIn(words)
		});
		return 'requestId' in proposed ? 'approvalAsked' : 'propose';
	}),
	withdrawProposal: action('withdrawProposal', (door, { id }, words) =>
		door.withdrawProposal({ disputeId: id, proposalId: words.proposalId ?? '' })
	)
};

/** The rows of a plan that have a date or an amount. */
function planIn(words: Words, currency: string, language: Language) {
	const rows = Array.from({ length: 12 }, (_, place) => ({
		day: words[`partDay${place + 1}`] ?? '',
		amount: words[`partAmount${place + 1}`] ?? ''
	})).filter(({ day, amount }) => day || amount);
	return {
		covers: words.covers === 'whole' ? ('whole' as const) : ('disputed' as const),
		parts: rows.map(({ day, amount }) => ({
			dueOn: dayIn(day),
			amountMinor: amount ? partIn(amount, currency, language) : undefined
		}))
	};
}

function dayIn(text: string): LocalDate {
	const day = parseLocalDate(text);
	if (!day) throw new AppError('date_invalid', {}, 'parts');
	return day;
}

function partIn(text: string, currency: string, language: Language): bigint {
	const minor = readAmount(text, currency, language);
	if (minor === null) throw new AppError('amount_invalid', {}, 'parts');
	return minor;
}
