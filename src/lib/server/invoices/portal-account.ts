import { onHoldMinor } from '$lib/domain/disputes/left-of-case';
import type { Money } from '$lib/domain/money';
import { accountSums, type AccountSums } from '$lib/domain/receivables/account-sums';
import type { PortalScope } from '../auth/scope';
import { holdsOf } from '../customers/portal-queries';
import type { Unit } from '../db/client';
import { activeClaims } from '../disputes/queries';
import { quietRestsOf } from '../disputes/quiet-rests';
import { unallocatedCreditsOf } from '../payments/dunning-facts';
import { missedAmong } from '../promises/missed-promises';
import { openAmong, promisesMade } from '../promises/open-promises';
import { openInvoicesOfCustomer } from './portal-queries';
import { shownInvoice, type Around, type ShownInvoice } from './portal-states';

export interface PortalAccount {
	open: ShownInvoice[];
	around: Around;
	/** Received or credited, settling no invoice yet. */
	credits: readonly Money[];
	sums: AccountSums;
}

/** Everything the customer still owes, with what was received for it; one answer for every page. */
export async function portalAccount(unit: Unit<PortalScope>): Promise<PortalAccount> {
	const { customerId } = unit.scope;
	const around = await aroundOf(unit);
	const credits = (await unallocatedCreditsOf(unit, [customerId])).get(customerId) ?? [];
	const open = (await openInvoicesOfCustomer(unit, customerId)).map((invoice) =>
		shownInvoice(invoice, around)
	);
	const sums = accountSums(open.map(owed), credits, unit.today);
	return { open: open.map((invoice) => coveredIn(sums, invoice)), around, credits, sums };
}

/** What is contested, paused and promised of this customer's invoices. */
export async function aroundOf(unit: Unit<PortalScope>): Promise<Around> {
	const { customerId } = unit.scope;
	const made = await promisesMade(unit, customerId);
	return {
		claims: await activeClaims(unit, { customerId }),
		pauses: await holdsOf(unit, customerId),
		promises: openAmong(made, unit.today),
		missed: missedAmong(made, unit.today),
		quiet: await quietRestsOf(unit, customerId),
		today: unit.today
	};
}

/**
 * What an open case contests: without what earlier rounds of it credited, and no more than is open; all
 * that is left of it where everything is paid. Null: it contests nothing any more.
 */
export function contestedIn({ around, open }: PortalAccount, reference: string): bigint | null {
	const claims = around.claims.filter((claim) => claim.reference === reference);
	if (claims.length === 0) return null;
	const openOf = (id: string) => open.find((invoice) => invoice.id === id)?.openMinor ?? 0n;
	return (
		onHoldMinor(claims, openOf) || claims.reduce((sum, { claimedMinor }) => sum + claimedMinor, 0n)
	);
}

const owed = (invoice: ShownInvoice) => ({
	...invoice,
	promisedMinor: invoice.promise?.minor ?? 0n
});

export function coveredIn(sums: AccountSums, invoice: ShownInvoice): ShownInvoice {
	if (sums.covered.has(invoice.id)) return { ...invoice, state: 'covered', collectibleMinor: 0n };
	return sums.onlyPromised.has(invoice.id)
		? { ...invoice, state: 'promised', collectibleMinor: 0n }
		: invoice;
}
