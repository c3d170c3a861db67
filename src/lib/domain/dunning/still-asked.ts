import { totals, type Money } from '$lib/domain/money';
import { askedItems } from './asked';
import { askedIn, type Decision } from './decision';

type Message = Pick<Decision, 'items' | 'overdue' | 'collectible'>;

/**
 * Of what a message asked for, what would still be asked for now: never an invoice that fell due or
 * was set free since, never more than either of the two asks for in all.
 */
export function stillAsked(said: Message, now: Message): readonly Money[] {
	const open = new Map(now.items.map((item) => [item.invoiceId, item.collectibleMinor]));
	const lines = askedItems(said.items).map(({ invoiceId, currency, collectibleMinor }) => ({
		minor: least(collectibleMinor, open.get(invoiceId) ?? 0n),
		currency
	}));
	return totals(lines)
		.map(({ minor, currency }) => ({
			minor: least(minor, amountIn(said, currency), amountIn(now, currency)),
			currency
		}))
		.filter(({ minor }) => minor > 0n);
}

const least = (...amounts: bigint[]): bigint => amounts.reduce((a, b) => (b < a ? b : a));

const amountIn = (message: Message, currency: string): bigint =>
	askedIn(message).find((amount) => amount.currency === currency)?.minor ?? 0n;
