/** What a mail seems to be about, for a person to confirm. */
export interface Suggestion {
	invoiceIds: readonly string[];
	/** Of the reasons built in; null where its words say nothing. */
	reasonCode: string | null;
}

/** Words of four languages that speak of a reason, the more telling reasons first. */
const WORDS: readonly [string, RegExp][] = [
	[
		'duplicate_invoice',
		/\b(?:en double|deux fois|doublon|duplicate|billed twice|doppelt|duplicad[ao]|dos veces)/iu
	],
	[
		'goods_damaged',
		/\b(?:cass[ée]|endommag|abîm|damaged|broken|beschädigt|kaputt|defekt|dañad[ao]|rot[ao]s?\b)/iu
	],
	[
		'delivery_incomplete',
		/\b(?:non livr|pas (?:été )?livr|pas reçu la marchandise|not delivered|never delivered|nicht geliefert|no entregad)/iu
	],
	[
		'quantity_short',
		/\b(?:quantit|manqu|missing|short of|fehl(?:t|en|menge)|menge|cantidad|falta)/iu
	],
	['price_discount', /\b(?:remise|ristourne|discount|rebate|rabatt|skonto|descuento)/iu],
	['price_unit', /\b(?:prix|tarif|price|preis|precio)/iu],
	[
		'order_reference',
		/\b(?:numéro de commande|bon de commande|purchase order|order number|bestellnummer|número de pedido)/iu
	]
];

export interface Knowable {
	invoices: readonly { id: string; number: string }[];
	/** Codes of the reasons in use. */
	reasons: readonly string[];
}

/** Invoice numbers that stand in the text as words of their own, and the first reason its words speak of. */
export function suggest(text: string, { invoices, reasons }: Knowable): Suggestion {
	return {
		invoiceIds: invoices.filter(({ number }) => namesNumber(text, number)).map(({ id }) => id),
		reasonCode:
			WORDS.find(([code, words]) => reasons.includes(code) && words.test(text))?.[0] ?? null
	};
}

/** Whether a text names a number or a reference, as words of their own. */
export const namesNumber = (text: string, number: string): boolean =>
	spaced(number).length >= SHORTEST && spaced(text).includes(spaced(number));

/** Four signs and the spaces around them: a shorter number stands in every second mail. */
const SHORTEST = 6;

/** "F-2026/12" and "f 2026 12" are the same number; it begins and ends where a word does. */
const spaced = (text: string): string =>
	` ${text
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim()} `;
