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

export interface DecidedClaim extends Claim {
	/** What a decision did not accept: it is contested no longer, though nobody reminds of it before the case is closed. */
	readonly refusedMinor: bigint;
	readonly isDecided: boolean;
}

/** What may be paid of an invoice: all that no claim covers any more once the decisions count. */
export function payableMinor(open: bigint, claims: readonly DecidedClaim[]): bigint {
	const left = claims.map(({ claimedMinor, holdsWholeInvoice, refusedMinor, isDecided }) => ({
		claimedMinor: claimedMinor - refusedMinor,
		holdsWholeInvoice: holdsWholeInvoice && !isDecided
	}));
	return open - disputedMinor(open, left);
}

/** Of what is contested, what a decision accepted and nothing has settled yet: nobody has to pay it. */
export const acceptedMinor = (open: bigint, claims: readonly DecidedClaim[]): bigint =>
	minorMax(0n, open - payableMinor(open, claims) - undecidedMinor(open, claims));

const undecidedMinor = (open: bigint, claims: readonly DecidedClaim[]): bigint =>
	disputedMinor(
		open,
		claims.filter(({ isDecided }) => !isDecided)
	);

/** A pause of an invoice: what rests of it in minor units; null = all that is open, whatever that is. */
export interface Rest {
	readonly amountMinor: bigint | null;
}

/** What may not be asked for of an open invoice, each as it was said: they may overlap, and payments may come first. */
export interface Suspended {
	readonly disputedMinor: bigint;
	readonly promisedMinor: bigint;
	readonly rests: readonly Rest[];
}

export interface OpenParts {
	readonly disputedMinor: bigint;
	readonly promisedMinor: bigint;
	/** Nobody asks for it for now: said to be paid, or paused. */
	readonly heldMinor: bigint;
	/** What may be asked for. */
	readonly dueMinor: bigint;
}

/**
 * An open invoice in its four parts, which together are what is open. What is contested comes first; a
 * promise is about the rest, and what rests is neither: a customer is never asked for what he said he paid
 * because he promised another part.
 */
export function splitOpen(openMinor: bigint, suspended: Suspended): OpenParts {
	const disputedMinor = within(suspended.disputedMinor, openMinor);
	const undisputed = openMinor - disputedMinor;
	const promisedMinor = within(suspended.promisedMinor, undisputed);
	const free = undisputed - promisedMinor;
	const heldMinor = heldOf(free, suspended.rests);
	return { disputedMinor, promisedMinor, heldMinor, dueMinor: free - heldMinor };
}

/** Σ of what rests, never more than there is; two statements may be about two parts. */
export function heldOf(freeMinor: bigint, rests: readonly Rest[]): bigint {
	let held = 0n;
	for (const { amountMinor } of rests) {
		if (amountMinor === null) return freeMinor;
		held += amountMinor;
	}
	return within(held, freeMinor);
}

/**
 * What its customer is shown to pay of an invoice he names: without what he said to have paid, unless he
 * said so of all that is left, for then he may name it to pay it after all. What he promised beside it is
 * paid rather than that.
 */
export const payableNamed = ({ dueMinor, promisedMinor, heldMinor }: OpenParts): bigint =>
	dueMinor > 0n || promisedMinor > 0n ? dueMinor : heldMinor;

/** An open invoice as whoever owes it may be told of it. */
export interface AskedOf {
	readonly state: string;
	/** What is still to pay of it now, neither contested nor promised nor said to be paid. */
	readonly restMinor: bigint;
	readonly heldMinor: bigint;
	/** Open and not contested. */
	readonly freeMinor: bigint;
}

/**
 * The one figure beside an invoice: what is still to pay of it, so that every page says the same. Where
 * nothing is, the sum that was promised, received or said to be paid; the words beside it say which.
 */
export function askedMinor({ state, restMinor, heldMinor, freeMinor }: AskedOf): bigint {
	if (state === 'covered' || state === 'promised') return freeMinor;
	return restMinor || heldMinor || freeMinor;
}

/** In a list that says apart what a decision made payable again: the two together are what is still to pay. */
export const askedBeside = ({
	toPayMinor,
	...about
}: AskedOf & {
	/** What is still to pay without what decisions refused. */
	readonly toPayMinor: bigint;
}): bigint => askedMinor({ ...about, restMinor: toPayMinor });

/** Of these pauses, those of a part: what he says to have paid. */
export const partsOf = <Pause extends Rest>(rests: readonly Pause[]): Pause[] =>
	rests.filter(({ amountMinor }) => amountMinor !== null);

/** What a promise may be about. That the whole rests keeps nobody from naming a day; what is said to be paid is not in it. */
export const promisableMinor = (openMinor: bigint, { rests, ...beside }: Suspended): bigint =>
	payableNamed(splitOpen(openMinor, { ...beside, rests: partsOf(rests) }));

/** The same for paying it: what he promised is paid before its day, and rather than what he said to have paid. */
export const offeredNamed = (parts: OpenParts): bigint =>
	parts.dueMinor === 0n && parts.promisedMinor > 0n ? parts.promisedMinor : payableNamed(parts);

const within = (minor: bigint, most: bigint): bigint => minorMin(most, minorMax(0n, minor));
