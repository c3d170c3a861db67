import { decimalsOf, type Money } from '$lib/domain/money';
import { localDateAt, type LocalDate } from '$lib/domain/calendar';
import { getLocale } from './paraglide/runtime';
import type { Language } from './language';

/** BCP 47 tag of a language's figures and dates. */
export const TAG: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB', de: 'de-DE', es: 'es-ES' };
const here = (): Language => getLocale();

/** Web fonts lack U+202F (narrow no-break space): U+00A0 keeps thousands readable. A hyphen is no minus. */
const legible = (text: string): string => text.replace(/\u202f/g, '\u00a0').replace(/^-/, '−');

const formats = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();
function cached<F extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => F): F {
	const found = formats.get(key) ?? make();
	formats.set(key, found);
	return found as F;
}

/** Their sign alone says which currency: £GB would be noise, a bare $ or ¥ a doubt. */
const ONE_COUNTRY: ReadonlySet<string> = new Set(['EUR', 'GBP']);

export function formatMoney(amount: Money, language = here()): string {
	const format = cached(
		`m${language}${amount.currency}`,
		() =>
			new Intl.NumberFormat(TAG[language], {
				style: 'currency',
				currency: amount.currency,
				currencyDisplay: ONE_COUNTRY.has(amount.currency) ? 'narrowSymbol' : 'symbol'
			})
	);
	return legible(format.format(decimalText(amount) as unknown as number));
}

/** An exact decimal string: Intl formats it without passing through a float. */
function decimalText({ minor, currency }: Money): string {
	const decimals = decimalsOf(currency);
	return `${minor}E-${decimals}`;
}

/**
 * Several currencies stand side by side; they are never added. `zeroIn`: the currency in which nothing is
 * said to be nothing; where nobody knows one, nothing is a dash and no money at all.
 */
export const formatTotals = (
	amounts: readonly Money[],
	language = here(),
	zeroIn?: string
): string => {
	if (amounts.length) return amounts.map((a) => formatMoney(a, language)).join(' + ');
	return zeroIn ? formatMoney({ minor: 0n, currency: zeroIn }, language) : '–';
};

export const formatNumber = (value: number, language = here()): string =>
	legible(
		cached(
			`n${language}`,
			() => new Intl.NumberFormat(TAG[language], { maximumFractionDigits: 1 })
		).format(value)
	);

/** A quantity as it is stored ("12.50"), without noise and without passing through a float. */
export const formatQuantity = (decimal: string, language = here()): string =>
	legible(
		cached(
			`q${language}`,
			() => new Intl.NumberFormat(TAG[language], { maximumFractionDigits: 6 })
		).format(decimal as unknown as number)
	);

/** 37 % / 37% */
export const formatPercent = (percent: number, language = here()): string =>
	legible(
		cached(
			`p${language}`,
			() => new Intl.NumberFormat(TAG[language], { style: 'percent', maximumFractionDigits: 1 })
		).format(percent / 100)
	);

/** 12,15 % / 12.15%, of basis points. */
export const formatRate = (basisPoints: number, language = here()): string => {
	const format = cached(
		`r${language}`,
		() => new Intl.NumberFormat(TAG[language], { style: 'percent', minimumFractionDigits: 2 })
	);
	return legible(format.format(basisPoints / 10_000));
};

/** a, b et c / a, b and c; with `disjunction`, a, b ou c. */
export const formatList = (
	parts: readonly string[],
	language = here(),
	type: 'conjunction' | 'disjunction' = 'conjunction'
): string => new Intl.ListFormat(TAG[language], { type }).format(parts);

const dayFormat = (language: Language, name: string, options: Intl.DateTimeFormatOptions) =>
	cached(
		`d${language}${name}`,
		() => new Intl.DateTimeFormat(TAG[language], { timeZone: 'UTC', ...options })
	);
const atNoon = (date: LocalDate): Date => new Date(`${date}T12:00:00Z`);

/** The first of a month: French says « 1er », and only that day has an ordinal. */
const FIRST_DAY: Record<Language, string> = { fr: '1er', en: '1', de: '1', es: '1' };
const spoken = (text: string, date: LocalDate, language: Language): string =>
	legible(date.endsWith('-01') ? text.replace(/\b1\b/, FIRST_DAY[language]) : text);

const dayText = (
	date: LocalDate,
	language: Language,
	name: string,
	options: Intl.DateTimeFormatOptions
): string => spoken(dayFormat(language, name, options).format(atNoon(date)), date, language);

/** 5 déc. 2026 / 5 Dec 2026 */
export const formatDay = (date: LocalDate, language = here()): string =>
	dayText(date, language, 'short', { day: 'numeric', month: 'short', year: 'numeric' });

/** 5 décembre 2026 / 5 December 2026, as a letter is dated. */
export const formatDayInFull = (date: LocalDate, language = here()): string =>
	dayText(date, language, 'full', { day: 'numeric', month: 'long', year: 'numeric' });

/** vendredi 27 novembre / Friday 27 November */
export const formatDayLong = (date: LocalDate, language = here()): string =>
	inSentence(
		dayText(date, language, 'long', { weekday: 'long', day: 'numeric', month: 'long' }),
		language
	);

/** Spanish writes "el martes 1 de diciembre"; the comma belongs to a date that stands alone. */
const inSentence = (text: string, language: Language): string =>
	language === 'es' ? text.replace(', ', ' ') : text;

/** vendredi 27 novembre 2026 / Friday 27 November 2026 */
export const formatDayFull = (date: LocalDate, language = here()): string =>
	`${formatDayLong(date, language)} ${date.slice(0, 4)}`;

/** 5 déc. 2026, 14:05 in the given zone. */
export const formatInstant = (instant: Date, timeZone: string, language = here()): string => {
	const text = legible(
		cached(
			`i${language}${timeZone}`,
			() =>
				new Intl.DateTimeFormat(TAG[language], {
					timeZone,
					day: 'numeric',
					month: 'short',
					year: 'numeric',
					hour: '2-digit',
					minute: '2-digit'
				})
		).format(instant)
	);
	return text.replace(/^1\b/, FIRST_DAY[language]);
};

/** 5 déc. 2026, 14:05 UTC+1: in a list of several zones the hour alone says nothing of what came first. */
export const formatInstantIn = (instant: Date, timeZone: string, language = here()): string => {
	const parts = cached(
		`z${language}${timeZone}`,
		() => new Intl.DateTimeFormat(TAG[language], { timeZone, timeZoneName: 'shortOffset' })
	).formatToParts(instant);
	const zone = parts.find(({ type }) => type === 'timeZoneName')!.value;
	return `${formatInstant(instant, timeZone, language)} ${zone}`;
};

/** The day of an instant in the given zone, where its hour says nothing. */
export const formatInstantDay = (instant: Date, timeZone: string, language = here()): string =>
	formatDay(localDateAt(instant, timeZone), language);

/** Minutes since midnight: 08:00. */
export const formatMinute = (minute: number): string =>
	[Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');

/** Units of a file's size. */
export const BYTES: Record<Language, readonly [kilo: string, mega: string]> = {
	fr: ['Ko', 'Mo'],
	en: ['KB', 'MB'],
	de: ['KB', 'MB'],
	es: ['kB', 'MB']
};

/** 3,4 Mo / 3.4 MB */
export const formatBytes = (bytes: number, language = here()): string => {
	const unit = BYTES[language];
	return bytes < 1_000_000
		? `${formatNumber(Math.max(1, Math.round(bytes / 1000)), language)}\u00a0${unit[0]}`
		: `${formatNumber(bytes / 1_000_000, language)}\u00a0${unit[1]}`;
};
