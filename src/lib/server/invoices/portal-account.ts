import type { Money } from '$lib/domain/money';
import { accountSums, type AccountSums } from '$lib/domain/receivables/account-sums';
import type { PortalScope } from '../auth/scope';
import { holdsOf } from '../customers/portal-queries';
import type { Unit } from '../db/client';
import { activeClaims } from '../disputes/queries';
import { unallocatedCreditsOf } from '../payments/dunning-facts';
import { openInvoicesOfCustomer } from './portal-queries';
import { shownInvoice, type ShownInvoice } from './portal-states';

export interface PortalAccount {
	open: ShownInvoice[];
	claims: Awaited<ReturnType<typeof activeClaims>>;
	/** Received or credited, settling no invoice yet. */
	credits: readonly Money[];
	sums: AccountSums;
}

/** Everything the customer still owes, with what was received for it; one answer for every page. */
export async function portalAccount(unit: Unit<PortalScope>): Promise<PortalAccount> {
	const { customerId } = unit.scope;
	const claims = await activeClaims(unit, { customerId });
	const pauses = await holdsOf(unit, customerId);
	const credits = (await unallocatedCreditsOf(unit, [customerId])).get(customerId) ?? [];
	const open = (await openInvoicesOfCustomer(unit, customerId)).map((invoice) =>
		shownInvoice(invoice, claims, pauses, unit.today)
	);
	const sums = accountSums(open.map(owed), credits, unit.today);
	return { open: open.map((invoice) => coveredIn(sums, invoice)), claims, credits, sums };
}

const owed = (invoice: ShownInvoice) => ({ ...invoice, paused: invoice.pause !== null });

export const coveredIn = ({ covered }: AccountSums, invoice: ShownInvoice): ShownInvoice =>
	covered.has(invoice.id) ? { ...invoice, state: 'covered', collectibleMinor: 0n } : invoice;
