import type { Language } from '$lib/i18n/language';
import { say } from '$lib/i18n/words';

export type Words = (key: string, inputs?: Record<string, unknown>) => string;

/** Letters of the printed font instead of the thin space it may lack. */
export const wordsIn =
	(language: Language): Words =>
	(key, inputs = {}) =>
		say(`reports_invoice_${key}`, inputs, language).replaceAll('\u202f', '\u00a0');
