import { minorMax, minorMin } from '$lib/domain/money';

/** What remains of an invoice. An overpayment is a credit elsewhere, never a negative debt. */
export function openMinor(
	totalMinor: bigint,
	allocations: Iterable<{ readonly amountMinor: bigint }>
): bigint {
	let open = totalMinor;
	for (const { amountMinor } of allocations) open -= amountMinor;
	return minorMax(0n, open);
}

/** One active dispute item about the invoice. */
export interface Claim {
	readonly claimedMinor: bigint;
	/** Some reasons (a missing order number) make the whole invoice impossible to pay. */
	readonly holdsWholeInvoice?: boolean;
}

/** Σ claims, never more than what is open: two disputes may overlap, and payments may come first. */
export function disputedMinor(open: bigint, claims: Iterable<Claim>): bigint {
	let disputed = 0n;
	for (const { claimedMinor, holdsWholeInvoice } of claims)
		disputed += holdsWholeInvoice ? open : minorMax(0n, claimedMinor);
	return minorMax(0n, minorMin(open, disputed));
}

export interface OpenParts {
	readonly openMinor: bigint;
	readonly disputedMinor: bigint;
	readonly promisedMinor: bigint;
	/** The whole invoice is on hold. */
	readonly held: boolean;
}

/** What may be asked for: open − disputed − promised − held. */
export function collectibleMinor(parts: OpenParts): bigint {
	if (parts.held) return 0n;
	const suspended = minorMax(0n, parts.disputedMinor) + minorMax(0n, parts.promisedMinor);
	return minorMax(0n, parts.openMinor - suspended);
}
