import type { Money } from '../money';
import type { LocalDate } from '../calendar';
import { minorMax, minorMin } from '../money';
import {
	payableMinor,
	splitOpen,
	type DecidedClaim,
	type Suspended
} from '../receivables/open-items';
import { decisionInForce } from './decision-in-force';
import type { DisputeStatus } from './lifecycle';

/** What falls due on one day. */
export interface DueDay {
	dueOn: LocalDate;
	amount: Money;
}

/** What a case claims of an invoice or a line, and what credit notes of its rounds have settled of it so far. */
export interface ItemSoFar {
	readonly claimedMinor: bigint;
	readonly creditedMinor: bigint;
}

/** What a round is about: the claim without what earlier ones credited. */
export const leftMinor = ({ claimedMinor, creditedMinor }: ItemSoFar): bigint =>
	minorMax(0n, claimedMinor - creditedMinor);

/**
 * What was accepted of an item, over all rounds; null where nothing is known. Of a decision that was opened
 * again before it was carried out, nothing is left.
 * @param decidedMinor as the last decision left it, with what was credited before
 */
export const acceptedSoFar = (
	status: DisputeStatus,
	{ creditedMinor }: Pick<ItemSoFar, 'creditedMinor'>,
	decidedMinor: bigint | null
): bigint | null =>
	isShort(status, creditedMinor, decidedMinor)
		? creditedMinor
		: (decisionInForce(status, decidedMinor) ?? (creditedMinor > 0n ? creditedMinor : null));

/** Once a case is closed its credit notes say what was given: they may lack a little of what was granted. */
const isShort = (status: DisputeStatus, creditedMinor: bigint, decidedMinor: bigint | null) =>
	status === 'resolved' && creditedMinor > 0n && creditedMinor < (decidedMinor ?? 0n);

/** What the credit notes of a closed case lack of all that was granted in it; of one without any, nothing is known to. */
export function lackingMinor(
	status: DisputeStatus,
	items: readonly (Pick<ItemSoFar, 'creditedMinor'> & { readonly decidedMinor: bigint | null })[]
): bigint {
	const credited = items.reduce((sum, { creditedMinor }) => sum + creditedMinor, 0n);
	const decided = items.reduce((sum, { decidedMinor }) => sum + (decidedMinor ?? 0n), 0n);
	return isShort(status, credited, decided) ? decided - credited : 0n;
}

/** A claim of an open case on an invoice, without what was credited of it. */
export interface OpenClaim {
	readonly invoiceId: string;
	readonly claimedMinor: bigint;
}

/**
 * What a case keeps anybody from asking for: what is left of it, invoice by invoice, and never more than is
 * open of each.
 */
export function onHoldMinor(
	claims: readonly OpenClaim[],
	openOf: (invoiceId: string) => bigint
): bigint {
	const left = new Map<string, bigint>();
	for (const { invoiceId, claimedMinor } of claims)
		left.set(invoiceId, (left.get(invoiceId) ?? 0n) + claimedMinor);
	return [...left].reduce((sum, [id, minor]) => sum + minorMin(minor, openOf(id)), 0n);
}

/** A claim with the case it belongs to. */
export interface ClaimOfCase extends DecidedClaim {
	readonly reference: string;
	readonly invoiceId: string;
}

/**
 * What each open case still contests, by its reference: without what its decision refused, and together
 * never more than is open of an invoice, so that the cases of an account make what is contested of it.
 */
export function contestedByCase(
	claims: readonly ClaimOfCase[],
	openOf: (invoiceId: string) => bigint
): Map<string, bigint> {
	const room = new Map<string, bigint>();
	const sums = new Map<string, bigint>();
	for (const claim of claims) {
		const { reference, invoiceId } = claim;
		const open = openOf(invoiceId);
		const wanted = open - payableMinor(open, [claim]);
		const part = minorMin(room.get(invoiceId) ?? open, wanted);
		room.set(invoiceId, (room.get(invoiceId) ?? open) - part);
		sums.set(reference, (sums.get(reference) ?? 0n) + part);
	}
	return sums;
}

/** What else lies on an invoice. */
interface Around extends Omit<Suspended, 'disputedMinor'> {
	readonly others: readonly DecidedClaim[];
}

/**
 * What the decision of a case made payable again of one of its invoices: what is due now and was not while
 * it was contested. Nothing before the decision; once the case is closed it claims nothing any more, and
 * all of it is due like the rest.
 */
export function dueAgainMinor(
	openMinor: bigint,
	own: readonly DecidedClaim[],
	{ others, ...around }: Around
): bigint {
	const due = (claims: readonly DecidedClaim[]): bigint => {
		const disputedMinor = openMinor - payableMinor(openMinor, [...others, ...claims]);
		return splitOpen(openMinor, { ...around, disputedMinor }).dueMinor;
	};
	return due(own) - due(own.map(asContested));
}

/** The claims of a case, decided: claim after claim, never more than each still claims. */
export function decidedWith<Claim extends DecidedClaim>(
	claims: readonly Claim[],
	acceptedMinor: bigint
): Claim[] {
	let left = acceptedMinor;
	return claims.map((claim) => {
		const part = minorMin(left, minorMax(0n, claim.claimedMinor));
		left -= part;
		return { ...claim, isDecided: true, refusedMinor: claim.claimedMinor - part };
	});
}

const asContested = (claim: DecidedClaim): DecidedClaim => ({
	...claim,
	isDecided: false,
	refusedMinor: 0n
});
