import { groupBy } from '$lib/domain/group-by';
import type { Money } from '$lib/domain/money';
import { accountSums, type OwedItem } from '$lib/domain/receivables/account-sums';
import { partsOf, payableMinor, splitOpen } from '$lib/domain/receivables/open-items';
import type { InsideScope } from '../auth/scope';
import { holdsAmong } from '../customers/portal-queries';
import type { Unit } from '../db/client';
import { activeClaims } from '../disputes/queries';
import { openInvoices, type InvoiceBalance } from '../invoices/queries';
import { unallocatedCreditsOf } from '../payments/dunning-facts';

/**
 * By invoice of these customers, what is still asked for: open, and neither contested nor said to be paid nor covered
 * by what was received without an invoice. Minor units; what is promised of it is in it.
 */
export async function stillAsked(
	unit: Unit<InsideScope>,
	customerIds: readonly string[]
): Promise<ReadonlyMap<string, bigint>> {
	const owed = await owedBy(unit, customerIds);
	const credits = await unallocatedCreditsOf(unit, customerIds);
	const byCustomer = groupBy(owed, ({ customerId }) => customerId);
	return new Map(
		[...byCustomer].flatMap(([id, items]) => askedAmong(unit, items, credits.get(id) ?? []))
	);
}

type Owed = OwedItem & { customerId: string };

async function owedBy(unit: Unit<InsideScope>, customerIds: readonly string[]): Promise<Owed[]> {
	const open = await openInvoices(unit, { customerIds, onlyOpen: true });
	const claims = groupBy(await activeClaims(unit, { customerIds }), ({ invoiceId }) => invoiceId);
	const rests = groupBy(await holdsAmong(unit, customerIds), ({ invoiceId }) => invoiceId);
	return open.map((invoice) => {
		const disputedMinor =
			invoice.openMinor - payableMinor(invoice.openMinor, claims.get(invoice.id) ?? []);
		// That the whole of it rests keeps nobody from naming a day.
		const said = partsOf(rests.get(invoice.id) ?? []);
		return owedOf(
			invoice,
			splitOpen(invoice.openMinor, { disputedMinor, promisedMinor: 0n, rests: said })
		);
	});
}

const owedOf = (
	{ id, number, customerId, dueOn, currency }: InvoiceBalance,
	{ dueMinor, heldMinor }: { dueMinor: bigint; heldMinor: bigint }
): Owed => ({
	...{ id, number, customerId, dueOn, currency, heldMinor },
	...{ freeMinor: dueMinor + heldMinor, promisedMinor: 0n }
});

function askedAmong(
	{ today }: Unit<InsideScope>,
	items: readonly Owed[],
	credits: readonly Money[]
): [string, bigint][] {
	const { covered } = accountSums(items, credits, today);
	return items.map(({ id, freeMinor, heldMinor }) => [
		id,
		covered.has(id) ? 0n : freeMinor - heldMinor
	]);
}
