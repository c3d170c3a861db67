import { groupBy } from '$lib/domain/group-by';
import type { InsideScope } from '../auth/scope';
import { contactsToDun, customersToDun, holdsToDun } from '../customers/dunning-facts';
import type { Unit } from '../db/client';
import { recentMailsOf } from '../delivery/recent-mails';
import { disputeEndsOf } from '../disputes/dunning-facts';
import { activeClaims } from '../disputes/queries';
import { openInvoicesByCustomer, type OpenInvoice } from '../invoices/dunning-facts';
import { unallocatedCreditsOf } from '../payments/dunning-facts';
import { promisesToDun, type PromiseTerms } from '../promises/dunning-facts';
import { historyByCustomer } from './history';

export interface ReadTerms extends PromiseTerms {
	/** Notices looked at again, as if they had not been planned. */
	except?: readonly string[] | undefined;
}

/** What each noun knows about these customers, one query each. */
export async function readAll(
	unit: Unit<InsideScope>,
	ids: readonly string[],
	{ except, ...terms }: ReadTerms
) {
	const { today } = terms;
	const disputedItems = await activeClaims(unit, { customerIds: ids });
	return {
		customers: await customersToDun(unit, ids),
		contacts: groupBy(await contactsToDun(unit, ids), (row) => row.customerId),
		invoices: await openInvoicesByCustomer(unit, ids),
		holds: groupBy(await holdsToDun(unit, ids, today), (row) => row.customerId),
		history: await historyByCustomer(unit, ids, except),
		claims: groupBy(disputedItems, (row) => row.invoiceId),
		ends: await disputeEndsOf(unit, ids),
		promises: await promisesToDun(unit, ids, terms),
		credits: await unallocatedCreditsOf(unit, ids),
		recentMails: await recentMailsOf(unit, ids, { except })
	};
}

export type Read = Awaited<ReturnType<typeof readAll>>;
export type ContactToDun = Awaited<ReturnType<typeof contactsToDun>>[number];
export type { OpenInvoice };
export type HoldToDun = Awaited<ReturnType<typeof holdsToDun>>[number];
