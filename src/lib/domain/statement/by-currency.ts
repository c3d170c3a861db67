import { groupBy } from '../group-by';
import { money, type Money } from '../money';

/** What a statement needs to know of an open invoice. */
export interface StatedItem {
	readonly currency: string;
	readonly openMinor: bigint;
	readonly disputedMinor: bigint;
	readonly daysLate: number;
}

/** One account per currency: amounts of two currencies never meet. */
export interface CurrencyAccount<Item> {
	readonly currency: string;
	readonly items: readonly Item[];
	readonly open: Money;
	/** Of the open amount, past its due date and not contested. */
	readonly overdue: Money;
	readonly disputed: Money;
	/** Received or credited and settling no invoice yet. */
	readonly credit: Money;
	/** Open less the credit: below zero, the customer has money with the creditor. */
	readonly balance: Money;
}

/** The accounts in the order of their first invoice; a credit without an invoice is an account too. */
export function accountsByCurrency<Item extends StatedItem>(
	items: readonly Item[],
	credits: readonly Money[]
): CurrencyAccount<Item>[] {
	const own = groupBy(items, ({ currency }) => currency);
	const currencies = new Set([...own.keys(), ...credits.map(({ currency }) => currency)]);
	return [...currencies].map((currency) => accountIn(currency, own.get(currency) ?? [], credits));
}

function accountIn<Item extends StatedItem>(
	currency: string,
	items: readonly Item[],
	credits: readonly Money[]
): CurrencyAccount<Item> {
	const sumOf = (minorOf: (item: Item) => bigint): bigint =>
		items.reduce((sum, item) => sum + minorOf(item), 0n);
	const open = sumOf(({ openMinor }) => openMinor);
	const credit = credits
		.filter((amount) => amount.currency === currency)
		.reduce((sum, { minor }) => sum + minor, 0n);
	return {
		currency,
		items,
		open: money(open, currency),
		overdue: money(
			sumOf(({ openMinor, disputedMinor, daysLate }) =>
				daysLate > 0 ? openMinor - disputedMinor : 0n
			),
			currency
		),
		disputed: money(
			sumOf(({ disputedMinor }) => disputedMinor),
			currency
		),
		credit: money(credit, currency),
		balance: money(open - credit, currency)
	};
}
