import type { Language } from './language';
import { getLocale } from './paraglide/runtime';
import { say } from './words';

export interface Detail {
	field: string;
	value: string;
}

/** "Prix unitaire attendu : 90,00", one line of its own; nothing when the reason asked for nothing. */
export const detailWords = (detail: Detail | null, language: Language = getLocale()): string =>
	detail
		? say(
				'common_detail_line',
				{ label: detailLabel(detail, language), value: detail.value },
				language
			)
		: '';

export const detailLabel = ({ field }: Detail, language: Language = getLocale()): string =>
	say(`common_detail_${field}`, {}, language);
