import type { LocalDate } from '$lib/domain/calendar';
import type { InsideScope } from '../auth/scope';
import { contactsToDun, customersToDun, holdsToDun } from '../customers/dunning-facts';
import type { Unit } from '../db/client';
import { disputeEndsOf } from '../disputes/dunning-facts';
import { activeClaims } from '../disputes/queries';
import { openInvoicesOf } from '../invoices/dunning-facts';
import { unallocatedCreditsOf } from '../payments/dunning-facts';
import { groupBy } from '$lib/domain/group-by';
import { historyOf } from './history';

/** What each noun knows about these customers, one query each. */
export async function readAll(
	unit: Unit<InsideScope>,
	ids: readonly string[],
	today: LocalDate,
	except?: readonly string[]
) {
	const disputedItems = await activeClaims(unit, { customerIds: ids });
	return {
		customers: await customersToDun(unit, ids),
		contacts: groupBy(await contactsToDun(unit, ids), (row) => row.customerId),
		invoices: groupBy(await openInvoicesOf(unit, ids), (row) => row.customerId),
		holds: groupBy(await holdsToDun(unit, ids, today), (row) => row.customerId),
		history: groupBy(await historyOf(unit, ids, except), (row) => row.customerId),
		claims: groupBy(disputedItems, (row) => row.invoiceId),
		ends: await disputeEndsOf(unit, ids),
		credits: await unallocatedCreditsOf(unit, ids)
	};
}

export type Read = Awaited<ReturnType<typeof readAll>>;
export type ContactToDun = Awaited<ReturnType<typeof contactsToDun>>[number];
export type OpenInvoice = Awaited<ReturnType<typeof openInvoicesOf>>[number];
