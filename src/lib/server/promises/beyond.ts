import type { LocalDate } from '$lib/domain/calendar';
import { beyondPolicy, type BeyondReason } from '$lib/domain/promises/policy';
import type { Unit } from '../db/client';
import { organisationOf } from '../settings/queries';
import type { MadePromise, PromiseReader } from './made-promises';
import { takenBackAmong } from './taken-back';

export interface Before {
	/** Promises of the customer, as they stand. */
	made: readonly MadePromise[];
	/** By invoice, minor units. */
	free: ReadonlyMap<string, bigint>;
}

type BeyondOf = (
	dueOn: LocalDate,
	items: readonly { invoiceId: string; amountMinor: bigint }[]
) => BeyondReason[];

/** Why somebody decides about a promise of this customer: what is told before he makes it is what is recorded. */
export async function beyondAfter(
	unit: Unit<PromiseReader>,
	{ made, free }: Before
): Promise<BeyondOf> {
	const { promiseMaximumDays, promiseMaximumOpen } = await organisationOf(unit);
	const isTakenBack = takenBackAmong(unit, made);
	const waited = made.filter(({ standing }) => standing === 'open');
	// A plan is one promise, however many payments it has.
	const openPromises = new Set(waited.map(({ row }) => row.planId ?? row.id)).size;
	const brokenPromises = made.filter(({ standing }) => standing === 'broken').length;
	return (dueOn, items) =>
		beyondPolicy(
			{
				...{ madeOn: unit.today, dueOn, openPromises, brokenPromises },
				items: items.map(({ invoiceId, amountMinor }) => ({
					amountMinor,
					freeMinor: free.get(invoiceId) ?? 0n
				})),
				wasTakenBack: items.some(({ invoiceId }) => isTakenBack(invoiceId))
			},
			{ maximumDays: promiseMaximumDays, maximumOpen: promiseMaximumOpen }
		);
}
