import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { documentsOfInvoices } from '../invoices/invoice-documents';
import { openInvoices } from '../invoices/queries';
import { settlementLines } from '../payments/settlement-queries';
import { itemsSoFar, type Left } from './left-to-decide';
import { contestedElsewhere, dueWhateverComes } from './still-due';

/** What is contested of each invoice, beside what is due of it, its papers and what was booked on it. */
export async function itemsShown(unit: Unit<DeskScope>, left: Left) {
	const items = itemsSoFar(left);
	const invoiceIds = items.map((item) => item.invoiceId);
	const invoices = await openInvoices(unit, { invoiceIds });
	const elsewhere = await contestedElsewhere(unit, left.about);
	const dueOf = await dueWhateverComes(unit, invoiceIds);
	const papers = await documentsOfInvoices(unit, invoiceIds);
	const settlements = await settlementLines(unit, { invoiceIds }, EVERY_LINE);
	return items.map((item) => {
		const invoice = invoices.find((found) => found.id === item.invoiceId);
		return {
			...item,
			dueOn: invoice?.dueOn ?? null,
			openMinor: invoice?.openMinor ?? 0n,
			elsewhereMinor: invoice ? elsewhere(invoice) : 0n,
			dueMinor: invoice ? dueOf(invoice) : 0n,
			orderNumber: invoice?.orderNumber ?? '',
			deliveryNote: invoice?.deliveryNote ?? '',
			documents: papers.filter(({ invoiceId }) => invoiceId === item.invoiceId),
			settlements: settlements.filter(({ invoiceId }) => invoiceId === item.invoiceId)
		};
	});
}

/** Nobody is told that nothing was booked because a list was cut. */
const EVERY_LINE = 10_000;
