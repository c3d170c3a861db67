import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { ApprovalRule, KeptApprovalRule } from '$lib/domain/disputes/approval';
import { CLAIM_TYPES, REASON_CATEGORIES } from '$lib/domain/disputes/reasons';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { organisation } from '../db/schema/organisations';
import { mayBeNamed, seenRules } from './approval-queries';
import { organisationOf } from './queries';

/** More levels than that nobody reads. */
export const MOST_RULES = 40;

/** The whole matrix; `seen` as it was on the page that was answered. */
export const approvalRules = z.object({
	seen: z.string().max(100),
	rules: z
		.array(
			z.object({
				category: z.enum(REASON_CATEGORIES).nullable(),
				claimType: z.enum(CLAIM_TYPES).nullable(),
				/** Null: an empty row of the form, which is no rule. */
				aboveMinor: z.bigint().nullable(),
				approverId: z.uuid().nullable()
			})
		)
		.max(MOST_RULES),
	/** Said by whoever takes the last one away. */
	anyAmountAlone: z.boolean().default(false)
});
type Wanted = z.infer<typeof approvalRules>;

/**
 * What waits for a signature already is looked at by the new rules; what is decided stays.
 * @throws conflict, rules_none_left, and every row that is wrong at once: rule_twice, amount_not_positive, approver_unknown
 */
export async function changeApprovalRules(
	unit: Unit<InsideScope>,
	{ rules, seen, anyAmountAlone }: Wanted
): Promise<void> {
	const { approvalRules: before } = await organisationOf(unit);
	if (seenRules(before) !== seen) throw new AppError('conflict');
	const known = new Set((await mayBeNamed(unit)).map(({ id }) => id));
	const [first, ...others] = rules.flatMap((rule, place) => faultsOf(rules, rule, place, known));
	if (first) throw new AppError(first.code, first.details, first.field, others);
	const after = [...rules.filter(isWritten)].sort(byClaim).map(kept);
	if (before.length > 0 && after.length === 0 && !anyAmountAlone)
		throw new AppError('rules_none_left', {}, 'anyAmountAlone');
	const { organisationId } = unit.scope;
	const { rowCount } = await unit.tx
		.update(organisation)
		.set({ approvalRules: after })
		.where(
			and(
				eq(organisation.id, organisationId),
				// Two administrators save one after the other.
				sql`${organisation.approvalRules} = ${JSON.stringify(before)}::jsonb`
			)
		);
	if (!rowCount) throw new AppError('conflict');
	await record(
		unit,
		'organisation.approval_rules_changed',
		{ kind: 'organisation', id: organisationId },
		{ before, after }
	);
}

function faultsOf(
	rules: Wanted['rules'],
	rule: Wanted['rules'][number],
	place: number,
	known: ReadonlySet<string>
): AppError[] {
	if (!isWritten(rule)) return [];
	const isTwice = rules.slice(0, place).some((other) => isWritten(other) && isSame(other, rule));
	return [
		...(rule.aboveMinor < 0n ? [new AppError('amount_not_positive', {}, `above-${place}`)] : []),
		...(isTwice ? [new AppError('rule_twice', {}, `above-${place}`)] : []),
		...(rule.approverId && !known.has(rule.approverId)
			? [new AppError('approver_unknown', {}, `approver-${place}`)]
			: [])
	];
}

const isWritten = (rule: Wanted['rules'][number]): rule is ApprovalRule => rule.aboveMinor !== null;

const isSame = (a: ApprovalRule, b: ApprovalRule): boolean =>
	a.category === b.category && a.claimType === b.claimType && a.aboveMinor === b.aboveMinor;

/** What is said of everything first, then by amount. */
const byClaim = (a: ApprovalRule, b: ApprovalRule): number =>
	(a.category ?? '').localeCompare(b.category ?? '') ||
	(a.claimType ?? '').localeCompare(b.claimType ?? '') ||
	(a.aboveMinor < b.aboveMinor ? -1 : 1);

const kept = ({ category, claimType, aboveMinor, approverId }: ApprovalRule): KeptApprovalRule => ({
	...{ category, claimType, aboveMinor: String(aboveMinor), approverId }
});
