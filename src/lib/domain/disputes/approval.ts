import { money, type Money } from '$lib/domain/money';
import type { ClaimType, ReasonCategory } from './reasons';

/** One level: above which amount, of which claims, whose signature is needed. */
export interface ApprovalRule {
	/** Null: of any category. */
	readonly category: ReasonCategory | null;
	/** Null: of both types. */
	readonly claimType: ClaimType | null;
	/** Minor units of the organisation's currency. */
	readonly aboveMinor: bigint;
	/** Null: whoever may approve. */
	readonly approverId: string | null;
}
/** As it is stored: minor units as text. */
export type KeptApprovalRule = Omit<ApprovalRule, 'aboveMinor'> & { readonly aboveMinor: string };

export interface Claimed {
	readonly category: ReasonCategory;
	readonly claimType: ClaimType;
}

/** Every rule of a house, and the currency its amounts are in. */
export interface ApprovalMatrix {
	readonly rules: readonly ApprovalRule[];
	readonly currency: string;
}

/**
 * The levels that are about a claim, from the lowest: those said of its category and type, else of its
 * category, else of its type, else of everything. What is said more precisely replaces what is said of more.
 */
export function levelsAbout(rules: readonly ApprovalRule[], about: Claimed): ApprovalRule[] {
	const fitting = rules.filter((rule) => isAbout(rule, about));
	const closest = Math.max(...fitting.map(closeness));
	return fitting
		.filter((rule) => closeness(rule) === closest)
		.sort((a, b) => (a.aboveMinor < b.aboveMinor ? -1 : 1));
}

const isAbout = (rule: ApprovalRule, about: Claimed): boolean =>
	(rule.category ?? about.category) === about.category &&
	(rule.claimType ?? about.claimType) === about.claimType;

const closeness = ({ category, claimType }: ApprovalRule): number =>
	(category ? 2 : 0) + (claimType ? 1 : 0);

/**
 * Who has to sign before an amount is given, in their order; nobody for what one person may give alone. The
 * amounts say nothing of another currency: there every level signs.
 */
export const levelsFor = (
	{ rules, currency }: ApprovalMatrix,
	about: Claimed,
	given: Money
): ApprovalRule[] =>
	given.minor <= 0n
		? []
		: levelsAbout(rules, about).filter(
				({ aboveMinor }) => given.currency !== currency || given.minor > aboveMinor
			);

/** What one person may give of such a claim alone; null: any amount. */
export function limitFor(
	{ rules, currency: own }: ApprovalMatrix,
	about: Claimed,
	currency: string
): Money | null {
	const [first] = levelsAbout(rules, about);
	return first ? money(currency === own ? first.aboveMinor : 0n, currency) : null;
}
