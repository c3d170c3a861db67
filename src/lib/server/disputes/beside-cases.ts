import { groupBy } from '$lib/domain/group-by';
import { money, type Money } from '$lib/domain/money';
import type { PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import type { Case } from './case-queries';
import { activeClaims } from './queries';

export interface BesideCase {
	reference: string;
	/** Of the invoice. */
	number: string;
	amount: Money;
}

/**
 * What other open cases contest of the invoices of this one: written without a network, it may be about less
 * than its customer meant, because somebody else was faster.
 */
export async function besideCases(
	unit: Unit<PortalScope>,
	{ dispute, items, claimed }: Case
): Promise<BesideCase[]> {
	const numbers = new Map(items.map(({ invoiceId, number }) => [invoiceId, number]));
	const claims = await activeClaims(unit, {
		...{ invoiceIds: [...numbers.keys()], exceptCase: dispute.id }
	});
	const each = groupBy(claims, ({ reference, invoiceId }) => `${reference} ${invoiceId}`);
	return [...each.values()].map((own) => ({
		reference: own[0]!.reference,
		number: numbers.get(own[0]!.invoiceId)!,
		amount: money(
			own.reduce((sum, { claimedMinor }) => sum + claimedMinor, 0n),
			claimed.currency
		)
	}));
}
