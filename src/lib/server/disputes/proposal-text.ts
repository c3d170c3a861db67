import { money } from '$lib/domain/money';
import type { Instalment } from '$lib/domain/promises/instalments';
import { formatDayFull, formatDayLong, formatMoney } from '$lib/i18n/format';
import type { Language } from '$lib/i18n/language';
import { say } from '$lib/i18n/words';
import type { Unit } from '../db/client';
import type { PromiseReader } from '../promises/made-promises';
import { organisationOf } from '../settings/queries';
import type { Case } from './case-queries';
import { leftToDecide } from './left-to-decide';
import { partsOf, type ProposalRow } from './proposals';
import { dueAgainIf } from './still-due';

/** The words of an offer, in the order in which they are read. */
export interface OfferWords {
	before: string[];
	/** Of an instalment plan, one line each: place, day, amount. */
	parts: PartWords[];
	after: string[];
}

export interface PartWords {
	place: string;
	day: string;
	amount: string;
}

/** The offer as the customer reads it, line by line: the same lines are kept as evidence when he answers. */
export const linesOfOffer = ({ before, parts, after }: OfferWords): string[] => [
	...before,
	...parts.map(({ place, day, amount }) => `${place} ${day} – ${amount}`),
	...after
];

export async function offerWords(
	unit: Unit<PromiseReader>,
	about: Case,
	row: ProposalRow,
	language: Language
): Promise<OfferWords> {
	const { dispute, items } = about;
	const { name } = await organisationOf(unit);
	// Live: what was read before money came, or another decision, is other words.
	const { claimed } = await leftToDecide(unit, about);
	const words = (key: string, inputs: Record<string, string> = {}) =>
		say(`follow_offer_${key}`, inputs, language);
	const amount = formatMoney(money(row.amountMinor ?? 0n, row.currency), language);
	const again = row.covers ? null : await dueAgainIf(unit, about, row.amountMinor ?? 0n);
	const numbers = [...new Set(items.map(({ number }) => number))];
	const invoices = numbers.join(', ');
	const parts = partsOf(row);
	return {
		before: [
			words('about', { creditor: name, reference: dispute.reference, invoices }),
			words(offerKey(row, numbers.length), {
				amount,
				claimed: formatMoney(claimed, language),
				count: String(parts.length)
			})
		],
		parts: parts.map((part, place) => partWords(part, place, row.currency, language)),
		after: [
			row.text,
			words(row.covers ? 'means_instalments' : 'means'),
			again ? words('again', { amount: formatMoney(again, language) }) : '',
			words('until', { day: formatDayLong(row.validUntil, language) })
		].filter(Boolean)
	};
}

/** All that is left to pay: of one invoice, or of several. */
const offerKey = ({ covers, kind }: ProposalRow, invoices: number): string => {
	if (!covers) return kind;
	return covers === 'whole' && invoices === 1 ? 'instalments_whole_one' : `instalments_${covers}`;
};

const partWords = (
	{ dueOn, amountMinor }: Instalment,
	place: number,
	currency: string,
	language: Language
): PartWords => ({
	place: `${place + 1}.`,
	day: formatDayFull(dueOn, language),
	amount: formatMoney(money(amountMinor, currency), language)
});
