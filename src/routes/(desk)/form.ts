import { toDecimal, type Money } from '$lib/domain/money';

/** Unset rather than empty. */
export const orNone = (text: string | undefined): string | undefined => text?.trim() || undefined;

/** 12345 → "123,45" in a French form. */
export const typedAmount = (amount: Money, language: string): string => {
	const text = toDecimal(amount);
	return language === 'fr' ? text.replace('.', ',') : text;
};
