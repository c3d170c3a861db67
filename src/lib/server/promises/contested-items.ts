import type { LocalDate } from '$lib/domain/calendar';
import { contestedOfMissing } from '$lib/domain/promises/standing';
import { minorMax } from '$lib/domain/money';
import type { InsideScope, PortalScope } from '../auth/scope';
import type { AsOf } from '../db/as-of';
import type { Unit } from '../db/client';
import { contestedOn, type DayOver } from '../disputes/contested-on';
import { openInvoices } from '../invoices/queries';

/** What was settled of an invoice up to and including a day, minor units. */
export type SettledBy = (invoiceId: string, on: LocalDate) => bigint;

/** What was not paid of a promise about an invoice by its last day, which is over. */
export interface MissingItem {
	id: string;
	invoiceId: string;
	/** The last day, grace included. */
	on: LocalDate;
	missingMinor: bigint;
}

/** Of what is missing, what was contested on the last day, by id, minor units. */
export async function contestedItems(
	unit: Unit<InsideScope | PortalScope>,
	missing: readonly MissingItem[],
	{ settledBy, asOf }: { settledBy: SettledBy; asOf?: AsOf | undefined }
): Promise<Map<string, bigint>> {
	if (missing.length === 0) return new Map();
	const invoiceIds = [...new Set(missing.map(({ invoiceId }) => invoiceId))];
	const invoices = await openInvoices(unit, { invoiceIds });
	const totals = new Map(invoices.map(({ id, totalMinor }) => [id, totalMinor]));
	const dayOver = ({ invoiceId, on }: MissingItem): DayOver => ({
		...{ invoiceId, on },
		openMinor: minorMax(0n, (totals.get(invoiceId) ?? 0n) - settledBy(invoiceId, on))
	});
	const contested = await contestedOn(unit, missing.map(dayOver), asOf);
	return new Map(
		missing.map((item) => {
			const day = dayOver(item);
			const sums = { openMinor: day.openMinor, disputedMinor: contested(day) };
			return [item.id, contestedOfMissing(item.missingMinor, sums)];
		})
	);
}
