import { addDays, endOfMonth, type LocalDate } from '$lib/domain/calendar';

/**
 * Due date of an invoice from its terms as people write them ("30 jours", "net 30",
 * "45 jours fin de mois"). Null when the terms are not understood: a due date is never guessed.
 */
export function dueOn(issuedOn: LocalDate, terms: string): LocalDate | null {
	const text = plain(terms);
	if (IMMEDIATE.has(text)) return issuedOn;
	for (const [pattern, due] of RULES) {
		const match = pattern.exec(text);
		if (match) return withinAYear(Number(match[1] ?? 0), (days) => due(issuedOn, days));
	}
	return null;
}

/** Lower case, no accents, no dots, single spaces. */
const plain = (text: string): string =>
	text
		.normalize('NFKD')
		.replace(/\p{Diacritic}/gu, '')
		.toLowerCase()
		.replace(/[.,;:]/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();

const IMMEDIATE = new Set([
	'comptant',
	'au comptant',
	'paiement comptant',
	'a reception',
	'a reception de facture',
	'a reception de la facture',
	'a la livraison',
	'cash',
	'cash on delivery',
	'cod',
	'due on receipt',
	'upon receipt',
	'on receipt',
	'immediate'
]);

const DAYS = '(?:j|jr|jrs|jour|jours|d|day|days)?';
const NET = '(?:net|nets|date de facture|date facture|from invoice date|after invoice date)?';
const MONTH_END = '(?:fin de mois|fin du mois|fdm|end of month|end of the month|eom)';

type Rule = readonly [RegExp, (issuedOn: LocalDate, days: number) => LocalDate];

const RULES: readonly Rule[] = [
	[new RegExp(`^(?:net|a|n)? ?(\\d{1,3}) ?${DAYS} ?${NET}$`), addDays],
	[new RegExp(`^${MONTH_END}$`), (issuedOn) => endOfMonth(issuedOn)],
	// The law accepts two readings of "45 days end of month"; the order of the words tells which.
	[
		new RegExp(`^(?:net|a)? ?(\\d{1,3}) ?${DAYS} ?(?:net )?${MONTH_END}$`),
		(issuedOn, days) => endOfMonth(addDays(issuedOn, days))
	],
	[
		new RegExp(`^${MONTH_END} ?(?:\\+|plus)? ?(\\d{1,3}) ?${DAYS}$`),
		(issuedOn, days) => addDays(endOfMonth(issuedOn), days)
	]
];

const withinAYear = (days: number, due: (days: number) => LocalDate): LocalDate | null =>
	days <= 365 ? due(days) : null;
