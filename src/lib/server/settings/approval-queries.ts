import { can } from '$lib/domain/access';
import type { ApprovalMatrix, ApprovalRule, KeptApprovalRule } from '$lib/domain/disputes/approval';
import { hashOf } from '../auth/hash';
import type { InsideScope, Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { organisationOf, usersOf } from './queries';

/** Who signs what, and in which currency its amounts are. */
export async function approvalMatrixOf(unit: Unit<Scope>): Promise<ApprovalMatrix> {
	const { approvalRules, currency } = await organisationOf(unit);
	return { rules: approvalRules.map(readRule), currency };
}

/** The matrix as its page shows it, and who may be named in it. */
export async function approvalsPage(unit: Unit<InsideScope>) {
	const { approvalRules, currency, residualMinor, signManyMinor } = await organisationOf(unit);
	return {
		residualMinor,
		signManyMinor,
		rules: approvalRules.map(readRule),
		seen: seenRules(approvalRules),
		currency,
		approvers: (await mayBeNamed(unit)).map(({ id, name }) => ({ id, name }))
	};
}

export const mayBeNamed = async (unit: Unit<InsideScope>) =>
	(await usersOf(unit)).filter(({ role }) => can(role, 'disputes.approve'));

/** Changes with everything the page of the matrix shows. */
export const seenRules = (rules: readonly KeptApprovalRule[]): string =>
	hashOf(
		JSON.stringify(
			rules.map(({ category, claimType, aboveMinor, approverId }) => [
				...[category, claimType, aboveMinor, approverId]
			])
		)
	);

const readRule = ({ aboveMinor, ...rule }: KeptApprovalRule): ApprovalRule => ({
	...rule,
	aboveMinor: BigInt(aboveMinor)
});
