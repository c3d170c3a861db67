import type { OverSaid } from '$lib/domain/disputes/offer-over';
import { formatDayLong, formatMoney } from './format';
import type { Language } from './language';
import { getLocale } from './paraglide/runtime';
import { say } from './words';

/** What became of an offer nobody can accept any more, who acts now and by when: the same words everywhere. */
export function offerOverWords(said: OverSaid, language: Language = getLocale()) {
	const words = (key: string, inputs = {}) => say(`follow_over_${key}`, inputs, language);
	const day = (date: OverSaid['validUntil']) => formatDayLong(date, language);
	const next = said.isAsked
		? words('asked')
		: said.answerDueOn
			? words('next_by', { day: day(said.answerDueOn) })
			: words('next');
	return {
		title: words(`title_${said.as}`),
		what: words(said.as, { day: day(said.validUntil) }),
		next,
		held: said.held.minor > 0n ? words('held', { amount: formatMoney(said.held, language) }) : ''
	};
}
