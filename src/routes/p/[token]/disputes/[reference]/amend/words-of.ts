import type { Language } from '$lib/i18n/language';
import { detailIn } from '../../new/detail';
import { explanationIn } from '../../new/explanation';
import type { Typed } from '../../new/typed';

type Known = Parameters<typeof detailIn>[1] & {
	/** All the case is about was paid meanwhile. */
	isSettled: boolean;
	said: { reasonCode: string };
};

/** What stood beside an invoice that was paid meanwhile is not asked again, and stays as it was said. */
export const wordsOf = (typed: Typed, known: Known, language: Language) =>
	known.isSettled && typed.reason === known.said.reasonCode
		? { explanation: typed.explanation.trim(), detail: typed.detail.trim() }
		: { explanation: explanationIn(typed, known, language), detail: detailIn(typed, known) };
