import { groupBy } from '$lib/domain/group-by';
import type { LocalDate } from '$lib/domain/calendar';
import { totals, type Money } from '$lib/domain/money';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { madePromises } from './made-promises';
import { promiseTerms } from './queries';

/** A promise beyond the policy: it suspends nothing until somebody decides about it. */
export interface UndecidedPromise {
	dueOn: LocalDate;
	amounts: readonly Money[];
}

/** By customer, the day that comes first at the top. */
export async function undecidedPromises(
	unit: Unit<InsideScope>,
	customerIds: readonly string[]
): Promise<(customerId: string) => readonly UndecidedPromise[]> {
	if (customerIds.length === 0) return () => [];
	const made = await madePromises(unit, { customerIds }, await promiseTerms(unit));
	const undecided = made
		.filter(({ standing }) => standing === 'to_decide')
		.sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
	const byCustomer = groupBy(undecided, ({ row }) => row.customerId);
	return (id) =>
		(byCustomer.get(id) ?? []).map(({ dueOn, items }) => ({
			dueOn,
			amounts: totals(items.map(({ amountMinor, currency }) => ({ minor: amountMinor, currency })))
		}));
}
