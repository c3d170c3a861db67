import { parseLocalDate, type LocalDate } from '$lib/domain/calendar';
import { AppError } from '$lib/domain/errors';
import type { Language } from '$lib/i18n/language';
import { readAmount } from '$lib/i18n/read-amount';
import type { Typed } from './typed';

/** One transfer the customer says he made; several currencies are several. */
export interface PaidClaim {
	invoiceIds: string[];
	currency: string;
	paidOn: LocalDate;
	/** Missing = all of it. */
	amountMinor?: bigint;
	/** One per transfer, the same each time the form is sent. */
	idempotencyKey: string;
}

/** "I have already paid", as the pay page would say it, or all that is wrong with it. */
export function paidIn(
	{ invoices, paid, key }: Typed,
	known: readonly { id: string; currency: string }[],
	language: Language
): PaidClaim[] | AppError[] {
	const of = (id: string) => known.find((invoice) => invoice.id === id)?.currency;
	// What is not his, or settled meanwhile, goes with the others: the door says which.
	const other = invoices.map(of).find(Boolean) ?? '';
	const currencies = [...new Set(invoices.map((id) => of(id) ?? other))].sort();
	const paidOn = parseLocalDate(paid?.on ?? '');
	const amount = amountIn(paid?.amount.trim() ?? '', currencies, language);
	if (amount instanceof AppError || !paidOn)
		return [
			...(paidOn ? [] : [new AppError('date_invalid', {}, 'paidOn')]),
			...(amount instanceof AppError ? [amount] : [])
		];
	return currencies.map((currency) => ({
		...{ invoiceIds: invoices.filter((id) => (of(id) ?? other) === currency), currency, paidOn },
		...amount,
		idempotencyKey: currencies.length > 1 ? `${key}-${currency}` : key
	}));
}

function amountIn(
	text: string,
	currencies: readonly string[],
	language: Language
): { amountMinor?: bigint } | AppError {
	if (!text) return {};
	if (currencies.length > 1) return new AppError('one_currency', {}, 'paidAmount');
	const amountMinor = readAmount(text, currencies[0] ?? '', language);
	if (amountMinor === null) return new AppError('amount_invalid', {}, 'paidAmount');
	if (amountMinor <= 0n) return new AppError('amount_not_positive', {}, 'paidAmount');
	return { amountMinor };
}

export const isRefused = (found: PaidClaim[] | AppError[]): found is AppError[] =>
	found[0] instanceof AppError;
