import { minorMin, type Money } from '$lib/domain/money';
import {
	levelsFor,
	limitFor,
	type ApprovalMatrix,
	type ApprovalRule,
	type Claimed
} from './approval';

/**
 * Who signs what has been several claims: as many as the strictest of them asks for, and everybody whom one of
 * them names. Whoever calls a claim something else leads around no signature.
 */
export const strictestLevels = (
	matrix: ApprovalMatrix,
	claims: readonly Claimed[],
	given: Money
): ApprovalRule[] => togetherOf(claims.map((about) => levelsFor(matrix, about, given)));

/** What one person may give alone of what has been several claims; null: any amount. */
export function strictestLimit(
	matrix: ApprovalMatrix,
	claims: readonly Claimed[],
	currency: string
): Money | null {
	const limits = claims.flatMap((about) => limitFor(matrix, about, currency) ?? []);
	return limits.reduce<Money | null>((least, one) => (least ? lower(least, one) : one), null);
}

const lower = (a: Money, b: Money): Money => (b.minor < a.minor ? b : a);

function togetherOf(lists: readonly (readonly ApprovalRule[])[]): ApprovalRule[] {
	const [longest = []] = lists.toSorted((a, b) => b.length - a.length);
	const named = lists.flat().filter(isNamed);
	const missing = [...new Map(named.map((rule) => [rule.approverId, rule])).values()].filter(
		({ approverId }) => !longest.some((rule) => rule.approverId === approverId)
	);
	return withNamed(longest, missing).map((rule, at) => ({
		...rule,
		aboveMinor: from(lists, at, rule)
	}));
}

const isNamed = ({ approverId }: ApprovalRule): boolean => approverId !== null;

/** They sign where anybody might have, the last level first; else after the others. */
function withNamed(
	levels: readonly ApprovalRule[],
	missing: readonly ApprovalRule[]
): ApprovalRule[] {
	const left = [...missing];
	const filled = levels.toReversed().map((rule) => (isNamed(rule) ? rule : (left.pop() ?? rule)));
	return [...filled.toReversed(), ...left];
}

/** Above which amount so many sign: where the first of the claims asks for it. */
function from(
	lists: readonly (readonly ApprovalRule[])[],
	at: number,
	{ aboveMinor }: ApprovalRule
): bigint {
	const aboves = lists.flatMap((rules) => rules[at]?.aboveMinor ?? []);
	return aboves.reduce(minorMin, aboves[0] ?? aboveMinor);
}
