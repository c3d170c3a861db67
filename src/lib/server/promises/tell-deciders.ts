import { isSameAddress } from '$lib/domain/same-address';
import type { InsideScope } from '../auth/scope';
import { customerById } from '../customers/queries';
import type { Unit } from '../db/client';
import { putMails } from '../delivery/outbox';
import { promiseDeciders } from './deciders';
import { planOf } from './plan-queries';
import { promisedIn, wordsOf } from './promise-said';

/**
 * What is asked for beyond the policy, by a colleague who wrote it down or by the customer himself, waits for somebody:
 * whoever may decide is asked once, and nobody asks himself.
 * @param knownTo the address that is told of it otherwise
 */
export async function tellDeciders(
	unit: Unit<InsideScope>,
	promiseId: string,
	knownTo = ''
): Promise<void> {
	const parts = await planOf(unit, promiseId);
	const { row } = parts[0]!;
	const customer = await customerById(unit, row.customerId);
	const deciders = (await promiseDeciders(unit)).filter(
		({ id, email }) => id !== himself(unit) && !isSameAddress(email, knownTo)
	);
	await putMails(
		unit,
		deciders.flatMap((to) =>
			// One message per currency: two are never added.
			promisedIn(parts).map((amount) => ({
				mail: 'staff-alert' as const,
				onceKey: `staff-alert:promise-decide:${promiseId}:${amount.currency}:${to.id}`,
				...{ to, customerId: customer.id },
				facts: {
					event: 'promise_to_decide' as const,
					reference: customer.code,
					deskPath: `/customers/${encodeURIComponent(customer.code)}#promises`,
					...{ customerName: customer.name, amount, on: parts.at(-1)!.row.dueOn },
					// Of the customer himself it is said who asks.
					...(row.madeByKind === 'staff' && { colleague: row.madeByName }),
					text: wordsOf(parts[0]!)
				}
			}))
		)
	);
}

const himself = ({ scope }: Unit<InsideScope>): string | null =>
	scope.audience === 'desk' ? scope.user.id : null;
