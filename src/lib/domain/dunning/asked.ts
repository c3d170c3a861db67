import type { Money } from '$lib/domain/money';
import { askedIn, type Decision, type DecisionItem } from './decision';
import type { Tone } from './scenario';

type Message = Pick<Decision, 'items' | 'overdue' | 'collectible' | 'credit'>;

/** The lines whose amounts are asked for: what falls due is announced, not asked, once something is overdue. */
export function askedItems(items: readonly DecisionItem[]): readonly DecisionItem[] {
	const asked = items.filter(({ collectibleMinor }) => collectibleMinor > 0n);
	const overdue = asked.filter(({ state }) => state === 'overdue');
	return overdue.length > 0 ? overdue : asked;
}

/**
 * The lines a message lists. A formal notice, and the file of a hand-over, speak of claims that are due
 * (art. 1344 of the French civil code: a summons to pay); what falls due later has no place among them,
 * disputed or promised as it may be.
 */
export const saidItems = <Item extends Pick<DecisionItem, 'daysLate'>>(
	items: readonly Item[],
	tone: Tone | undefined
): readonly Item[] =>
	tone === 'formal' ? items.filter(({ daysLate }) => daysLate !== null && daysLate > 0) : items;

/** The credit between the sum of the lines and the total asked for; of no other currency. */
export function creditIn(message: Message): readonly Money[] {
	const lines = askedItems(message.items);
	return (message.credit ?? []).flatMap(({ currency }) => {
		const own = lines.filter((item) => item.currency === currency);
		const sum = own.reduce((total, { collectibleMinor }) => total + collectibleMinor, 0n);
		const minor = sum - amountIn(askedIn(message), currency);
		return minor > 0n ? [{ minor, currency }] : [];
	});
}

/**
 * What is asked for of each invoice once the credit is deducted, that of the oldest ones first: together
 * the total that is asked for. What the credit covers is left out.
 */
export function askedNet(message: Message): ReadonlyMap<string, bigint> {
	const credit = new Map(creditIn(message).map(({ minor, currency }) => [currency, minor]));
	const oldestFirst = [...askedItems(message.items)].sort((a, b) =>
		(a.dueOn ?? '').localeCompare(b.dueOn ?? '')
	);
	const net = oldestFirst.map(({ invoiceId, currency, collectibleMinor }) => {
		const left = credit.get(currency) ?? 0n;
		const used = left < collectibleMinor ? left : collectibleMinor;
		credit.set(currency, left - used);
		return [invoiceId, collectibleMinor - used] as const;
	});
	return new Map(net.filter(([, minor]) => minor > 0n));
}

const amountIn = (amounts: readonly Money[], currency: string): bigint =>
	amounts.find((amount) => amount.currency === currency)?.minor ?? 0n;
