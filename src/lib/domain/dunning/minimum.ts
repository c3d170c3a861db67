import { minorMax, type Money } from '$lib/domain/money';
import type { DecisionItem, DunningFacts } from './decision';

/** What is open on an account, and what is already there to pay for it. */
export interface Owed {
	readonly items: readonly DecisionItem[];
	readonly credit: readonly Money[];
}

/** What is asked for in one currency of the invoices in one state, minor units. */
export const askedMinor = (
	{ items, credit }: Owed,
	state: DecisionItem['state'],
	currency: string
): bigint =>
	minorMax(0n, items.filter(isIn(state, currency)).reduce(sum, 0n) - minorIn(currency, credit));

/** The currencies of the invoices in one state. */
export const currenciesIn = ({ items }: Owed, state: DecisionItem['state']): string[] => [
	...new Set(items.filter((item) => item.state === state).map(({ currency }) => currency))
];

/** Least amount of the organisation: it says nothing about another currency, which is never converted. */
export const leastMinor = (
	{ minimumMinor, currency: own }: DunningFacts['policy'],
	currency: string
): bigint => (own === currency ? minimumMinor : 0n);

/**
 * Enough is owed in the currency of this invoice for it to set the pace of the account: a few cents left
 * in one currency never silence another.
 */
export function mayLead(
	{ currency }: DecisionItem,
	owed: Owed,
	policy: DunningFacts['policy']
): boolean {
	const state = owed.items.some(isIn('overdue', currency)) ? 'overdue' : 'due_soon';
	return askedMinor(owed, state, currency) >= leastMinor(policy, currency);
}

const isIn = (state: DecisionItem['state'], currency: string) => (item: DecisionItem) =>
	item.state === state && item.currency === currency;

const sum = (total: bigint, { collectibleMinor }: DecisionItem): bigint => total + collectibleMinor;

const minorIn = (currency: string, amounts: readonly Money[]): bigint =>
	amounts.find((amount) => amount.currency === currency)?.minor ?? 0n;
