import { parseAmount, toDecimal, type Money } from '$lib/domain/money';
import type { Language } from './language';

/** Between the whole and its parts. */
export const DECIMAL_SIGN: Record<Language, ',' | '.'> = { fr: ',', en: '.', de: ',', es: ',' };

/**
 * An amount typed into a form of this language: "2.500" is thousands in French, "2,500" in English.
 * What the language does not write but nobody can misread ("125.50") is understood in both.
 */
export const readAmount = (text: string, currency: string, language: Language): bigint | null =>
	parseAmount(text, currency, DECIMAL_SIGN[language]) ?? parseAmount(text, currency);

/** 12345 → "123,45" in a French form. */
export const typedAmount = (amount: Money, language: Language): string =>
	toDecimal(amount).replace('.', DECIMAL_SIGN[language]);
