import { parseAmount } from '$lib/domain/money';
import type { Language } from './language';

/**
 * An amount typed into a form of this language: "2.500" is thousands in French, "2,500" in English.
 * What the language does not write but nobody can misread ("125.50") is understood in both.
 */
export const readAmount = (text: string, currency: string, language: Language): bigint | null =>
	parseAmount(text, currency, language === 'fr' ? ',' : '.') ?? parseAmount(text, currency);
