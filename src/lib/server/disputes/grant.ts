import type { ApprovalRule } from '$lib/domain/disputes/approval';
import type { RequestStanding } from '$lib/domain/disputes/approval-request';
import { strictestLevels } from '$lib/domain/disputes/strictest-levels';
import { money } from '$lib/domain/money';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { lockInvoicesById } from '../invoices/lock-invoices';
import { approvalMatrixOf } from '../settings/approval-queries';
import { claimsItWas } from './claims-it-was';
import { givenBeside } from './given-beside';
import type { Left } from './left-to-decide';
import type { ProposalRow } from './proposals';

declare const granted: unique symbol;
/**
 * That somebody may give an amount. Made here only; nothing is decided without one, so that no path leads
 * around a signature.
 */
export interface Grant {
	readonly [granted]: true;
	/** Of this round, minor units. */
	readonly mostMinor: bigint;
	/** What was signed. */
	readonly requestId: string | null;
}

const grant = (mostMinor: bigint, requestId: string | null = null): Grant =>
	({ mostMinor, requestId }) as Grant;

/** What gives nothing needs nobody. */
export const GRANT_OF_NOTHING = grant(0n);

/**
 * Of what one person may give alone; null: somebody has to sign it first. The invoices are held, so that two
 * cases about one of them are looked at one after the other.
 */
export async function grantAlone(
	unit: Unit<Scope>,
	left: Left,
	acceptedMinor: bigint
): Promise<Grant | null> {
	if (acceptedMinor > 0n)
		await lockInvoicesById(
			unit,
			left.about.items.map(({ invoiceId }) => invoiceId)
		);
	const levels = await levelsOf(unit, left, acceptedMinor);
	return levels.length === 0 ? grant(acceptedMinor) : null;
}

/** @throws where a signature is missing: nobody should have come here. */
export async function grantSigned(
	unit: Unit<Scope>,
	left: Left,
	requestId: string,
	{ amountMinor, signed }: RequestStanding
): Promise<Grant> {
	const { length } = await levelsOf(unit, left, amountMinor);
	if (signed < length) throw new Error(`a credit with ${signed} of ${length} signatures`);
	return grant(amountMinor, requestId);
}

/** It was granted before the customer read it: what he agreed to stands, whatever the limits are by then. */
export const grantOffered = ({ amountMinor }: ProposalRow): Grant => grant(amountMinor ?? 0n);

/**
 * Who signs such an amount of a case, in their order: whatever was given before of the same counts, and every
 * reason the house had it under.
 */
export async function levelsOf(
	unit: Unit<Scope>,
	left: Left,
	minor: bigint
): Promise<ApprovalRule[]> {
	if (minor <= 0n) return [];
	return (await levelsOfEach(unit, [left.about.dispute.id]))(left, minor);
}

/** The same of any of these cases. */
export async function levelsOfEach(
	unit: Unit<Scope>,
	disputeIds: readonly string[]
): Promise<(left: Left, minor: bigint) => ApprovalRule[]> {
	const besideOf = await givenBeside(unit, disputeIds);
	const claimsOf = await claimsItWas(unit, disputeIds);
	const matrix = await approvalMatrixOf(unit);
	return (left, minor) => {
		if (minor <= 0n) return [];
		const { id } = left.about.dispute;
		const given = creditedOf(left) + besideOf(id) + minor;
		return strictestLevels(matrix, claimsOf(id), money(given, left.claimed.currency));
	};
}

/** By earlier rounds of the case, and by other cases about the same invoices: the limit is one for all of them. */
export async function givenBefore(
	unit: Unit<Scope>,
	left: Pick<Left, 'about' | 'claimed'>
): Promise<bigint> {
	const { id } = left.about.dispute;
	return creditedOf(left) + (await givenBeside(unit, [id]))(id);
}

const creditedOf = ({ about, claimed }: Pick<Left, 'about' | 'claimed'>): bigint =>
	about.claimed.minor - claimed.minor;
