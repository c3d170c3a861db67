import { REQUESTED_OUTCOMES, type RequestedOutcome } from '$lib/domain/disputes/schema';
import { AppError } from '$lib/domain/errors';
import type { Language } from '$lib/i18n/language';
import { readAmount } from '$lib/i18n/read-amount';

/** The form as it was typed; given back whole when it is refused. */
export interface Typed {
	invoices: string[];
	reason: string;
	part: 'whole' | 'part';
	amounts: Record<string, string>;
	outcome: RequestedOutcome;
	explanation: string;
	key: string;
}

export function typedIn(form: FormData): Typed {
	const text = (name: string): string => String(form.get(name) ?? '');
	return {
		invoices: form.getAll('invoice').map(String),
		reason: text('reason'),
		part: text('part') === 'part' ? 'part' : 'whole',
		amounts: Object.fromEntries(
			[...form.keys()]
				.filter((name) => name.startsWith('amount-'))
				.map((name) => [name.slice(7), text(name)])
		),
		outcome: REQUESTED_OUTCOMES.find((code) => code === text('outcome')) ?? 'NOA',
		explanation: text('explanation'),
		key: text('key')
	};
}

/** What is claimed of an invoice: undefined is the whole of it, null is no amount. With several, an empty field is the whole of that one. */
export function claimedIn(
	{ part, amounts, invoices }: Typed,
	invoiceId: string,
	currency: string,
	language: Language
): bigint | null | undefined {
	const text = amounts[invoiceId]?.trim() ?? '';
	if (part === 'whole' || (text === '' && invoices.length > 1)) return undefined;
	return readAmount(text, currency, language);
}

/**
 * The chosen invoices with their amounts; none means the whole.
 * @throws amount_invalid
 */
export function itemsIn(typed: Typed, currencies: ReadonlyMap<string, string>, language: Language) {
	return typed.invoices.map((invoiceId) => {
		const currency = currencies.get(invoiceId) ?? 'EUR';
		const claimedMinor = claimedIn(typed, invoiceId, currency, language);
		if (claimedMinor === undefined) return { invoiceId };
		if (claimedMinor === null) throw new AppError('amount_invalid', {}, `amount-${invoiceId}`);
		return { invoiceId, claimedMinor };
	});
}
