import { parseLocalDate, type LocalDate } from '../calendar';
import type { ImportMapping } from './mapping';

export type DateOrder = ImportMapping['dateOrder'];

const TIME = /[T\s]+\d{1,2}:\d{2}.*$/;
const YEAR_FIRST = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/;
const YEAR_LAST = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/;
const COMPACT = /^\d{8}$/;
const NAMED_MONTH = /^(\d{1,2})[-/. ]+(\p{L}{3,9})\.?[-/. ]+(\d{4}|\d{2})$/u;

/** Null when it is not a day that exists, read in this order; a year written first is always year-month-day. */
export function readDate(text: string, order: DateOrder): LocalDate | null {
	const day = text.trim().replace(TIME, '');
	const yearFirst = YEAR_FIRST.exec(day);
	if (yearFirst) return dateOf(yearFirst[1]!, yearFirst[2]!, yearFirst[3]!);
	const named = NAMED_MONTH.exec(day);
	if (named) return dateOf(named[3]!, monthNamed(named[2]!), named[1]!);
	if (COMPACT.test(day)) return compactDate(day, order);
	const yearLast = YEAR_LAST.exec(day);
	if (!yearLast || order === 'ymd') return null;
	const [, first = '', second = '', year = ''] = yearLast;
	return order === 'dmy' ? dateOf(year, second, first) : dateOf(year, first, second);
}

export interface DetectedDateOrder {
	order: DateOrder;
	/** False when the values allow several readings (3/4/2026), or contradict each other. */
	sure: boolean;
}

/** The order in which most of the values are days that exist. */
export function detectDateOrder(texts: readonly string[]): DetectedDateOrder {
	const values = texts.filter((text) => text.trim() !== '');
	const readable = (order: DateOrder) =>
		values.filter((text) => readDate(text, order) !== null).length;
	const [ymd, dmy, mdy] = [readable('ymd'), readable('dmy'), readable('mdy')];
	if (ymd > 0 && ymd >= Math.max(dmy, mdy)) return { order: 'ymd', sure: ymd === values.length };
	if (mdy > dmy) return { order: 'mdy', sure: mdy === values.length };
	return { order: 'dmy', sure: dmy > mdy && dmy === values.length };
}

function compactDate(digits: string, order: DateOrder): LocalDate | null {
	const cut = (from: number, length: number) => digits.slice(from, from + length);
	if (order === 'ymd') return dateOf(cut(0, 4), cut(4, 2), cut(6, 2));
	return order === 'dmy'
		? dateOf(cut(4, 4), cut(2, 2), cut(0, 2))
		: dateOf(cut(4, 4), cut(0, 2), cut(2, 2));
}

function dateOf(year: string, month: string, day: string): LocalDate | null {
	const full = year.length === 2 ? `${Number(year) < 80 ? '20' : '19'}${year}` : year;
	if (Number(full) < 1980 || Number(full) > 2100) return null;
	return parseLocalDate(`${full}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}

const MONTHS = [
	['jan', 'janv', 'january', 'janvier'],
	['feb', 'fev', 'fevr', 'february', 'fevrier'],
	['mar', 'mars', 'march'],
	['apr', 'avr', 'april', 'avril'],
	['may', 'mai'],
	['jun', 'june', 'juin'],
	['jul', 'july', 'juil', 'juillet'],
	['aug', 'aout', 'august'],
	['sep', 'sept', 'september', 'septembre'],
	['oct', 'october', 'octobre'],
	['nov', 'november', 'novembre'],
	['dec', 'december', 'decembre']
];

function monthNamed(name: string): string {
	const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
	return String(MONTHS.findIndex((names) => names.includes(plain)) + 1);
}
