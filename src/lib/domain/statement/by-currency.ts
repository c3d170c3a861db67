import { groupBy } from '../group-by';
import { money, type Money } from '../money';

/** What a statement needs to know of an open invoice. */
export interface StatedItem {
	readonly currency: string;
	readonly openMinor: bigint;
	readonly disputedMinor: bigint;
	readonly daysLate: number;
	/** Of what is not contested, the parts that are owed and not asked for now; they never overlap. */
	readonly promisedMinor: bigint;
	/** He says to have paid it, and it is looked for. */
	readonly saidPaidMinor: bigint;
	/** Reminders rest for another reason. */
	readonly pausedMinor: bigint;
	/** Payable again since a decision, while the case is open. */
	readonly refusedMinor: bigint;
}

/** One account per currency: amounts of two currencies never meet. */
export interface CurrencyAccount<Item> {
	readonly currency: string;
	readonly items: readonly Item[];
	readonly open: Money;
	/** Of the open amount, past its due date and not contested. */
	readonly overdue: Money;
	/** Of what is overdue, what is not asked for now, by the reason. */
	readonly overduePromised: Money;
	readonly overdueSaidPaid: Money;
	readonly overduePaused: Money;
	readonly overdueRefused: Money;
	readonly disputed: Money;
	/** Received or credited and settling no invoice yet. */
	readonly credit: Money;
	/** Open less the credit: below zero, the customer has money with the creditor. */
	readonly balance: Money;
	/** Overdue and asked for now, less what was received for it: the figure the account page begins with. */
	readonly asked: Money;
}

/**
 * The accounts in the order of their first invoice; a credit without an invoice is an account too.
 * @param asked what is asked for now, as the account page says it
 */
export function accountsByCurrency<Item extends StatedItem>(
	items: readonly Item[],
	credits: readonly Money[],
	asked: readonly Money[]
): CurrencyAccount<Item>[] {
	const own = groupBy(items, ({ currency }) => currency);
	const currencies = new Set([...own.keys(), ...credits.map(({ currency }) => currency)]);
	return [...currencies].map((currency) => ({
		...accountIn(currency, own.get(currency) ?? [], credits),
		asked: inCurrency(asked, currency)
	}));
}

const inCurrency = (amounts: readonly Money[], currency: string): Money =>
	money(
		amounts
			.filter((amount) => amount.currency === currency)
			.reduce((sum, { minor }) => sum + minor, 0n),
		currency
	);

function accountIn<Item extends StatedItem>(
	currency: string,
	items: readonly Item[],
	credits: readonly Money[]
): Omit<CurrencyAccount<Item>, 'asked'> {
	const sumOf = (minorOf: (item: Item) => bigint): Money =>
		money(
			items.reduce((sum, item) => sum + minorOf(item), 0n),
			currency
		);
	const lateOf = (minorOf: (item: Item) => bigint): Money =>
		sumOf((item) => (item.daysLate > 0 ? minorOf(item) : 0n));
	const open = sumOf(({ openMinor }) => openMinor);
	const credit = inCurrency(credits, currency);
	return {
		currency,
		items,
		open,
		overdue: lateOf(({ openMinor, disputedMinor }) => openMinor - disputedMinor),
		overduePromised: lateOf(({ promisedMinor }) => promisedMinor),
		overdueSaidPaid: lateOf(({ saidPaidMinor }) => saidPaidMinor),
		overduePaused: lateOf(({ pausedMinor }) => pausedMinor),
		overdueRefused: lateOf(({ refusedMinor }) => refusedMinor),
		disputed: sumOf(({ disputedMinor }) => disputedMinor),
		credit,
		balance: money(open.minor - credit.minor, currency)
	};
}
