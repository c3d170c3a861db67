import type { LocalDate } from '$lib/domain/calendar';
import { totals } from '$lib/domain/money';
import type { Share } from '$lib/domain/promises/plan';
import { formatDayFull, formatList, formatTotals } from '$lib/i18n/format';
import { fewNumbers } from '$lib/i18n/few-numbers';
import type { Language } from '$lib/i18n/language';
import { pledgeTerms } from '$lib/i18n/pledge-terms';
import { say } from '$lib/i18n/words';

export interface PromiseSaid {
	/** Somebody decides first. */
	isRequest: boolean;
	shares: readonly Share[];
	numbers: ReadonlyMap<string, string>;
	creditor: string;
	timeZone: string;
	graceDays: number;
	today: LocalDate;
	language: Language;
}

/** What he chose, and the terms that his form showed, word for word: mailed and kept. */
export function promiseLines(said: PromiseSaid): string[] {
	const { isRequest, shares, language, creditor, timeZone, graceDays } = said;
	const words = (key: string, inputs: Record<string, string | number> = {}) =>
		say(`pledge_${key}`, inputs, language);
	const made = formatDayFull(said.today, language);
	return [
		words(isRequest ? 'said_asked' : 'said_made', { date: made, creditor }),
		...shares.map((share) => shareLine(share, said)),
		words('said_invoices', { numbers: numbersIn(said) }),
		...pledgeTerms({ creditor, timeZone, graceDays }, language)
	];
}

const amountsOf = (shares: readonly Share[]) =>
	totals(
		shares
			.flatMap(({ items }) => items)
			.map(({ amountMinor: minor, currency }) => ({ minor, currency }))
	);

/** One of several is an instalment; one alone is the payment. */
const shareLine = (share: Share, { shares, language }: PromiseSaid): string =>
	say(
		shares.length > 1 ? 'pledge_said_share' : 'pledge_said_payment',
		inputsOf(share, language),
		language
	);

const inputsOf = (share: Share, language: Language) => ({
	amount: formatTotals(amountsOf([share]), language),
	date: formatDayFull(share.dueOn, language)
});

function numbersIn({ shares, numbers, language }: PromiseSaid): string {
	const ids = new Set(shares.flatMap(({ items }) => items.map(({ invoiceId }) => invoiceId)));
	const all = [...ids].map((id) => numbers.get(id) ?? '');
	return formatList(fewNumbers(all, language), language);
}
