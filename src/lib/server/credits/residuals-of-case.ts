import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { openInvoices } from '../invoices/queries';
import { writeOffsOf } from '../payments/write-off-queries';
import { creditsShown } from './queries';
import { residualsOn } from './residuals';

/** What the posted credit notes of a case left on its invoices, and what of it was written off. */
export async function residualsOfCase(unit: Unit<DeskScope>, disputeId: string) {
	const posted = (await creditsShown(unit, disputeId)).filter(({ state }) => state === 'posted');
	const [first] = posted;
	if (!first) return { left: [], given: [] };
	const ids = posted.flatMap(({ parts }) => parts.map(({ invoiceId }) => invoiceId));
	const given = await writeOffsOf(unit, disputeId);
	const numbers = await openInvoices(unit, { invoiceIds: given.map(({ invoiceId }) => invoiceId) });
	return {
		left: await residualsOn(unit, first.customerId, [...new Set(ids)]),
		given: given.map((one) => ({
			...one,
			invoiceNumber: numbers.find(({ id }) => id === one.invoiceId)?.number ?? ''
		}))
	};
}
