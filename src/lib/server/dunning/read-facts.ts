import { groupBy } from '$lib/domain/group-by';
import type { InsideScope } from '../auth/scope';
import { contactsToDun, customersToDun, holdsToDun } from '../customers/dunning-facts';
import type { Unit } from '../db/client';
import { recentMailsOf } from '../delivery/recent-mails';
import { disputeEndsOf } from '../disputes/dunning-facts';
import { datedClaims } from '../disputes/contested-since';
import { activeClaims } from '../disputes/queries';
import { unreadReplies } from '../inbound/dunning-facts';
import { openInvoicesByCustomer, type OpenInvoice } from '../invoices/dunning-facts';
import { unallocatedCreditsOf } from '../payments/dunning-facts';
import { waitingReports } from '../payments/waiting-reports';
import { promisesToDun, type PromiseTerms } from '../promises/dunning-facts';
import { failingNumbers, NO_FAILING_NUMBERS } from './failing-numbers';
import { historyByCustomer } from './history';
import { notedCalls } from './noted-calls';
import type { ScenariosInForce } from './scenarios-in-force';

export interface ReadTerms extends PromiseTerms {
	/** Notices looked at again, as if they had not been planned. */
	except?: readonly string[] | undefined;
	scenarios: Pick<ScenariosInForce, 'hasTexts'>;
}

/** What each noun knows about these customers, one query each. */
export async function readAll(
	unit: Unit<InsideScope>,
	ids: readonly string[],
	{ except, ...terms }: ReadTerms
) {
	const { today, scenarios } = terms;
	const customers = await customersToDun(unit, ids);
	const contacts = await contactsToDun(unit, ids);
	const disputedItems = await activeClaims(unit, { customerIds: ids });
	return {
		customers,
		contacts: groupBy(contacts, (row) => row.customerId),
		// Texts are rare: where nobody gets any, nothing is read about them.
		failing: scenarios.hasTexts
			? await failingNumbers(unit, { customers, contacts })
			: NO_FAILING_NUMBERS,
		invoices: await openInvoicesByCustomer(unit, ids),
		holds: groupBy(await holdsToDun(unit, ids, today), (row) => row.customerId),
		unreadReplies: await unreadReplies(unit, ids),
		history: await historyByCustomer(unit, ids, except),
		calls: await notedCalls(unit, ids),
		claims: groupBy(await datedClaims(unit, ids, disputedItems), (row) => row.invoiceId),
		ends: await disputeEndsOf(unit, ids),
		promises: await promisesToDun(unit, ids, terms),
		credits: await unallocatedCreditsOf(unit, ids),
		reports: await waitingReports(unit, ids),
		recentMails: await recentMailsOf(unit, ids, { except })
	};
}

export type Read = Awaited<ReturnType<typeof readAll>>;
export type ContactToDun = Awaited<ReturnType<typeof contactsToDun>>[number];
export type { OpenInvoice };
export type HoldToDun = Awaited<ReturnType<typeof holdsToDun>>[number];
