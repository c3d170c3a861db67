import type { LocalDate } from '$lib/domain/calendar';
import type { Money } from '$lib/domain/money';
import { ELISION } from '$lib/i18n/elision';
import { formatDay, formatDayLong, formatMoney, formatTotals } from '$lib/i18n/format';
import type { Language } from '$lib/i18n/language';
import { say } from '$lib/i18n/words';
import type { Values } from '../fill';
import type { MailRecipient, MailSender } from '../sender';

/** What every view is given besides its facts. */
export interface Letter {
	language: Language;
	sender: MailSender;
	to: MailRecipient;
}

/** What every template is filled with; each mail adds its own names. */
export interface View extends Values {
	subject: string;
	/** Shown by the mail program beside the subject. */
	preheader: string;
	title: string;
	primary: { label: string; href: string };
}

type Inputs = Record<string, string | number>;

function spoken(key: string, inputs: Inputs, language: Language): string {
	const text = say(`mail_${key}`, inputs, language);
	return inputs.customer ? ELISION[language](text, String(inputs.customer)) : text;
}

/** Words, amounts and days in the language of the letter. */
export const speak = ({ language, to }: Letter) => ({
	words: (key: string, inputs: Inputs = {}) => spoken(key, inputs, language),
	/** `_one` or `_many` of the same words. */
	counted: (key: string, count: number, inputs: Inputs = {}) =>
		spoken(`${key}_${count === 1 ? 'one' : 'many'}`, { count, ...inputs }, language),
	money: (amount: Money) => formatMoney(amount, language),
	totals: (amounts: readonly Money[], zeroIn?: string) => formatTotals(amounts, language, zeroIn),
	day: (date: LocalDate) => formatDay(date, language),
	dayLong: (date: LocalDate) => formatDayLong(date, language),
	/** A page behind the door of this mail. */
	page: (path: string) => `${to.door}${path}`
});

/** Rows of two columns; those without a value are left out. */
export const factRows = (rows: readonly (readonly [label: string, value: string])[]) =>
	rows.filter(([, value]) => value !== '').map(([label, value]) => ({ label, value }));

/** What somebody wrote, or nothing. */
export const quoteOf = (label: string, text: string) =>
	text.trim() ? { label, text: text.trim() } : null;

/** The row that names the invoices a case is about; empty for what was written before they were told. */
export const invoicesRow = (
	invoices: readonly string[] | undefined,
	letter: Letter
): readonly [label: string, value: string] => [
	speak(letter).words(invoices?.length === 1 ? 'fact_invoice' : 'fact_invoices'),
	invoices?.join(', ') ?? ''
];
