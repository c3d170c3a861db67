import { voidedIds } from '$lib/domain/late-charges/standing';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { invoiceById } from '../invoices/queries';
import { accruedOf } from './accrued';
import { chargesOf } from './queries';
import { lateRatesOf } from './rates-in-force';

/** What the page of an invoice shows: what accrued, why, and who decided what. */
export async function invoiceCharges(unit: Unit<InsideScope>, invoiceId: string) {
	await invoiceById(unit, invoiceId);
	const [accrued] = await accruedOf(unit, [invoiceId], unit.today);
	const charges = await chargesOf(unit, [invoiceId]);
	const { law, hasAgreedInterest } = await lateRatesOf(unit);
	const withdrawn = voidedIds(charges);
	return {
		...accrued!,
		untilOn: unit.today,
		/** Without a law we know nor an agreed rate, no interest can accrue. */
		hasRates: law !== null || hasAgreedInterest,
		decisions: charges.map(({ id, kind, decision, amountMinor, reason, untilOn, at, by }) => ({
			id,
			kind,
			decision,
			amountMinor,
			reason,
			untilOn,
			at,
			by,
			stands: decision === 'claimed' && !withdrawn.has(id)
		}))
	};
}
