import type { Money } from '../money';
import type { ReasonCategory } from './reasons';

/** Whom a case is given to: what it says nothing of may be anything. */
export interface RoutingRule {
	readonly id: string;
	readonly reasonId: string | null;
	readonly category: ReasonCategory | null;
	readonly customerId: string | null;
	/** Group of customers; empty = any. */
	readonly customerGroup: string;
	/** Minor units of the organisation's currency, this one included. */
	readonly fromMinor: bigint | null;
	readonly team: string | null;
	/** One of both. */
	readonly userId: string | null;
}

export interface RoutedCase {
	readonly reasonId: string;
	readonly category: ReasonCategory;
	readonly customerId: string;
	readonly customerGroup: string;
	readonly claimed: Money;
}

/** Who could be given a case today. */
export interface RoutingHouse {
	/** What the amounts of the rules are in. */
	readonly currency: string;
	/** Whoever works here and may be asked, those with the fewest open questions first. */
	readonly colleagues: readonly { readonly id: string; readonly team: string }[];
	/** Who answers for whom: himself, or his substitute while he is away; null where nobody is there. */
	readonly answering: (userId: string) => string | null;
	/** Who was named to answer for a team; null: nobody, or somebody without an account. */
	readonly headOf: (team: string) => string | null;
	/** Keeps what no rule gives to anybody. */
	readonly fallbackId: string;
}

export const ROUTING_CONDITIONS = ['reason', 'category', 'customer', 'group', 'amount'] as const;
export type RoutingCondition = (typeof ROUTING_CONDITIONS)[number];

/** A rule that was looked at and is about other cases. */
export interface Passed {
	readonly ruleId: string;
	readonly because: readonly RoutingCondition[];
}

export interface Routed {
	/** The first rule that is about the case; null: none is. */
	readonly ruleId: string | null;
	/** Always somebody who works here. */
	readonly ownerId: string;
	/** Who answers for him today, he himself or his substitute. */
	readonly answeringId: string;
	/** Nobody whom the rule names is there, or no rule is about it. */
	readonly isFallback: boolean;
	readonly passed: readonly Passed[];
}

/** Whom a case is given to: the first rule that is about it decides, and whoever keeps the rest where none does. */
export function routeOf(
	rules: readonly RoutingRule[],
	about: RoutedCase,
	house: RoutingHouse
): Routed {
	const looked = rules.map((rule) => ({ rule, because: missesOf(rule, about, house.currency) }));
	const place = looked.findIndex(({ because }) => because.length === 0);
	const before = place < 0 ? looked : looked.slice(0, place);
	const rule = rules[place] ?? null;
	const ownerId = rule && targetOf(rule, house);
	return {
		ruleId: rule?.id ?? null,
		...given(ownerId, house),
		passed: before.map(({ rule: { id: ruleId }, because }) => ({ ruleId, because }))
	};
}

const given = (ownerId: string | null, { answering, fallbackId }: RoutingHouse) => ({
	ownerId: ownerId ?? fallbackId,
	answeringId: answering(ownerId ?? fallbackId) ?? fallbackId,
	isFallback: ownerId === null
});

/** What of a rule is not so of the case. An amount says nothing of another currency. */
export function missesOf(
	rule: RoutingRule,
	about: RoutedCase,
	currency: string
): RoutingCondition[] {
	const { fromMinor, customerGroup } = rule;
	const isUnder = fromMinor !== null && !reaches(about.claimed, fromMinor, currency);
	const misses: Record<RoutingCondition, boolean> = {
		reason: (rule.reasonId ?? about.reasonId) !== about.reasonId,
		category: (rule.category ?? about.category) !== about.category,
		customer: (rule.customerId ?? about.customerId) !== about.customerId,
		group: customerGroup !== '' && customerGroup !== about.customerGroup,
		amount: isUnder
	};
	return ROUTING_CONDITIONS.filter((condition) => misses[condition]);
}

const reaches = (claimed: Money, fromMinor: bigint, currency: string): boolean =>
	claimed.currency === currency && claimed.minor >= fromMinor;

/** Whom a rule names, as long as he or his substitute is there; of a team its head comes first. */
function targetOf({ team, userId }: RoutingRule, house: RoutingHouse): string | null {
	return (team ? teamTargets(team, house) : thereAmong([userId], house))[0] ?? null;
}

/** Who may have what a team is asked, its head first. */
export const teamTargets = (team: string, house: RoutingHouse): string[] =>
	thereAmong(membersOf(team, house), house);

function thereAmong(named: readonly (string | null)[], house: RoutingHouse): string[] {
	const working = new Set(house.colleagues.map(({ id }) => id));
	return named.filter(
		(id): id is string => id !== null && working.has(id) && house.answering(id) !== null
	);
}

const membersOf = (team: string, { headOf, colleagues }: RoutingHouse): (string | null)[] => [
	headOf(team),
	...colleagues.filter((one) => one.team === team).map(({ id }) => id)
];

interface Keeper {
	readonly id: string;
	readonly defaultOfficer: boolean;
	readonly role: string;
}

/**
 * Who keeps what nobody was named for: whoever was chosen to, else an administrator, of whom one always remains.
 * Null in a house where nobody works yet.
 */
export const fallbackOf = (working: readonly Keeper[]): string | null =>
	(
		working.find(({ defaultOfficer }) => defaultOfficer) ??
		working.find(({ role }) => role === 'admin') ??
		working[0]
	)?.id ?? null;
