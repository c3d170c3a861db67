import { BRITISH_LAW } from '$lib/domain/late-charges/law-united-kingdom';
import type { LateTerms } from '$lib/domain/late-charges/terms';
import type { Money } from '$lib/domain/money';
import { formatList, formatMoney, formatRate } from './format';
import type { Language } from './language';
import { say } from './words';

/**
 * What a letter says about the interest and the fixed sums it asks for: the rates and sums that were
 * used, and the articles of the creditor’s own law, never those of another country.
 */
export function lateTermsWords(terms: LateTerms, language: Language): string[] {
	const rates = (points: readonly number[]): string =>
		formatList(
			points.map((each) => formatRate(each, language)),
			language
		);
	const fees = (sums: readonly Money[]): string =>
		formatList(
			sums.map((each) => formatMoney(each, language)),
			language,
			'disjunction'
		);
	const { law, legalRates, agreedRates, legalFees, agreedFees } = terms;
	return [
		legalRates.length && say(`letters_terms_rate_${law}`, { rates: rates(legalRates) }, language),
		agreedRates.length && say('letters_terms_rate_agreed', { rates: rates(agreedRates) }, language),
		legalFees.length &&
			say(
				`letters_terms_fee_${law}`,
				{ fees: law === 'gb' ? bySize(language) : fees(legalFees) },
				language
			),
		agreedFees.length && say('letters_terms_fee_agreed', { fees: fees(agreedFees) }, language)
	].filter((sentence) => typeof sentence === 'string');
}

/** All sums of British law, whichever this letter asks for: each debt finds its own. */
const bySize = (language: Language): string =>
	formatList(
		BRITISH_LAW.fixedFees.map(({ fromMinor, fee }, at, all) => {
			const size = (minor: bigint) => formatMoney({ minor, currency: fee.currency }, language);
			const inputs = { fee: formatMoney(fee, language), from: size(fromMinor) };
			return at === 0 && all[1]
				? say('letters_terms_fee_below', { ...inputs, until: size(all[1].fromMinor) }, language)
				: say('letters_terms_fee_from', inputs, language);
		}),
		language,
		'disjunction'
	);

/** Only French law makes a formal notice by its article. */
export const formalWords = ({ law }: LateTerms, language: Language): string =>
	say(law === 'fr' ? 'letters_pdf_legal_formal_fr' : 'letters_pdf_legal_formal', {}, language);
