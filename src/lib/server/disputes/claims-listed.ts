import { eq, sql } from 'drizzle-orm';
import { minorMin } from '$lib/domain/money';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { among } from '../db/one-of';
import { together } from '../db/together';
import { numberedInvoices } from '../invoices/queries';
import { creditedByDispute } from '../payments/queries';
import { claimedItems } from './claimed-items';

export interface Claimed {
	claimedMinor: bigint;
	/** Of it, what credit notes of the case gave back already. */
	creditedMinor: bigint;
	currency: string;
	/** Numbers of the invoices it is about. */
	invoices: string[];
}

const nothing = (): Claimed => ({
	...{ claimedMinor: 0n, creditedMinor: 0n },
	...{ currency: 'EUR', invoices: [] }
});

/** What these cases claim now, and of which invoices. */
export async function claimsListed(
	unit: Unit<InsideScope>,
	ids: readonly string[]
): Promise<(disputeId: string) => Claimed> {
	const item = claimedItems(unit);
	const invoice = numberedInvoices(unit);
	const claimed = unit.tx
		.select({
			id: item.disputeId,
			claimedMinor: sql`sum(${item.claimedMinor})`.mapWith(BigInt),
			currency: sql<string>`min(${item.currency})`,
			invoices: sql<string[]>`array_agg(distinct ${invoice.number} order by ${invoice.number})`
		})
		.from(item)
		.innerJoin(invoice, eq(invoice.id, item.invoiceId))
		.where(among(item.disputeId, ids))
		.groupBy(item.disputeId);
	const [rows, credited] = await together(unit, () => [claimed, creditedByDispute(unit, ids)]);
	const byId = new Map(
		rows.map(({ id, ...row }) => {
			const creditedMinor = minorMin(credited.get(id) ?? 0n, row.claimedMinor);
			return [id, { ...row, creditedMinor }];
		})
	);
	return (disputeId) => byId.get(disputeId) ?? nothing();
}
