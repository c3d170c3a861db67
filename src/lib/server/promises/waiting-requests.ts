import { groupBy } from '$lib/domain/group-by';
import { totals } from '$lib/domain/money';
import type { PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { madePromises } from './made-promises';
import { promiseTerms } from './queries';

/** What a customer asked for beyond the policy and nobody has decided yet, the first day first. */
export async function waitingRequests(unit: Unit<PortalScope>) {
	const { customerId } = unit.scope;
	const made = await madePromises(unit, { customerIds: [customerId] }, await promiseTerms(unit));
	const waiting = made
		.filter(({ standing }) => standing === 'to_decide')
		.sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
	return [...groupBy(waiting, ({ row }) => row.planId ?? row.id).values()].map((parts) => {
		const items = parts.flatMap((part) => part.items);
		return {
			promiseId: parts[0]!.row.id,
			/** The last one. */
			on: parts.at(-1)!.dueOn,
			amounts: totals(items.map(({ amountMinor: minor, currency }) => ({ minor, currency }))),
			invoiceIds: [...new Set(items.map(({ invoiceId }) => invoiceId))]
		};
	});
}
