import { detailWords } from '$lib/i18n/detail-words';
import type { Language } from '$lib/i18n/language';
import { detailIn } from './detail';
import type { Typed } from './typed';

/** Somebody's words, and what he typed into a field before he chose what it is not asked of: it goes along as words. */
export function explanationIn(
	typed: Parameters<typeof detailIn>[0] & Pick<Typed, 'explanation'>,
	known: Parameters<typeof detailIn>[1],
	language: Language
): string {
	const field = known.reason?.field;
	const value = typed.detail.trim();
	const isLeftOut = field && value && !detailIn(typed, known);
	const said = isLeftOut ? detailWords({ field, value }, language) : '';
	return [typed.explanation.trim(), said].filter(Boolean).join('\n');
}
