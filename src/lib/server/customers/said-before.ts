import type { Rest } from '$lib/domain/receivables/open-items';
import { groupBy } from '$lib/domain/group-by';
import { minorMax } from '$lib/domain/money';
import type { PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { pausesSince } from './portal-queries';
import { saidSince } from './pause-unless-said';

/** What was said lately to be paid of an invoice. */
export interface SaidBefore {
	rests: Rest[];
	/** When it was said first. */
	since: Date;
}

/** By invoice; each statement once, as it was before anything was booked. Those of which nothing was said are not in it. */
export async function saidBefore(
	unit: Unit<PortalScope>,
	invoiceIds: readonly string[]
): Promise<Map<string, SaidBefore>> {
	const pauses = await pausesSince(unit, {
		...{ invoiceIds, kind: 'payment_announced', since: saidSince(unit) }
	});
	return new Map(
		[...groupBy(pauses, ({ invoiceId }) => invoiceId!)].map(([id, own]) => [
			id,
			{
				since: own[0]!.createdAt,
				rests: [...groupBy(own, ({ paymentClaimId }) => paymentClaimId).values()].map(largest)
			}
		])
	);
}

/** A pause is written anew when a part of it is booked, or when the money is found. */
const largest = ([first, ...others]: readonly Rest[]): Rest =>
	others.reduce(
		(most, { amountMinor }) =>
			most.amountMinor === null || amountMinor === null
				? { amountMinor: null }
				: { amountMinor: minorMax(most.amountMinor, amountMinor) },
		{ amountMinor: first!.amountMinor }
	);
