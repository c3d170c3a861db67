import { localDate } from '$lib/domain/calendar';
import {
	buildContact,
	buildCustomer,
	buildInvoice,
	buildPortalLink
} from '../../support/factories';
import { callerFor, portalScopeOf } from '../../support/scopes';
import type { Company } from '../../support/world';

/** Before the day of the tests. */
export const LATE = '2026-02-20';

export type Debtor = Awaited<ReturnType<typeof debtorOf>>;

/** A customer who came through the link of his contact, with an invoice of 1,000.00 EUR due on each day. */
export async function debtorOf({ inside }: Company, dueDays: readonly string[] = [LATE]) {
	const customer = await buildCustomer(inside);
	const contact = await buildContact(inside, customer);
	const invoices = [];
	for (const dueOn of dueDays)
		invoices.push(await buildInvoice(inside, customer, { dueOn: localDate(dueOn) }));
	const scope = await portalScopeOf(await buildPortalLink(inside, contact));
	const { portal } = callerFor(scope);
	return { customer, contact, invoices, invoice: invoices[0]!, scope, portal };
}
