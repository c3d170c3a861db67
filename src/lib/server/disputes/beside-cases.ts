import { contestedByCase } from '$lib/domain/disputes/left-of-case';
import { groupBy } from '$lib/domain/group-by';
import { money, type Money } from '$lib/domain/money';
import type { Unit } from '../db/client';
import type { OpeningScope } from '../invoices/portal-queries';
import { openInvoices } from '../invoices/queries';
import type { Case } from './case-queries';
import { activeClaims } from './queries';

export interface BesideCase {
	reference: string;
	/** Of the invoice. */
	number: string;
	amount: Money;
}

/**
 * What other cases contest of the invoices of this one, as the account counts it: written without a network,
 * it may be about less than its customer meant, because somebody else was faster. What a decision refused
 * nobody contests any more.
 */
export async function besideCases(
	unit: Unit<OpeningScope>,
	{ dispute, items, claimed }: Case
): Promise<BesideCase[]> {
	const { customerId } = dispute;
	const invoiceIds = [...new Set(items.map(({ invoiceId }) => invoiceId))];
	const claims = await activeClaims(unit, { invoiceIds, exceptCase: dispute.id });
	if (claims.length === 0) return [];
	const invoices = await openInvoices(unit, { customerId, invoiceIds });
	const byInvoice = groupBy(claims, ({ invoiceId }) => invoiceId);
	return invoices.flatMap(({ id, number, openMinor }) =>
		[...contestedByCase(byInvoice.get(id) ?? [], () => openMinor)].flatMap(([reference, minor]) =>
			minor > 0n ? [{ reference, number, amount: money(minor, claimed.currency) }] : []
		)
	);
}
