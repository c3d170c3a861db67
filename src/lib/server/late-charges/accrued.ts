import type { LocalDate } from '$lib/domain/calendar';
import { groupBy } from '$lib/domain/group-by';
import { fixedFeeOf, type OwedFee } from '$lib/domain/late-charges/fixed-fee';
import {
	interestOf,
	type InterestPeriod,
	type LateInvoice
} from '$lib/domain/late-charges/interest';
import { standingOf, type ChargeStanding } from '$lib/domain/late-charges/standing';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { suspensionsOf } from '../disputes/suspensions';
import { openInvoices } from '../invoices/queries';
import { allocationsOf } from '../payments/dunning-facts';
import { chargesOf, type ChargeKind } from './queries';
import { lateRatesOf } from './rates-in-force';

export interface Accrued {
	invoiceId: string;
	currency: string;
	/** The days, sums and rates the interest is made of. */
	periods: InterestPeriod[];
	fee: OwedFee;
	standing: Record<ChargeKind, ChargeStanding>;
}

/** Interest and fixed sum of these invoices up to and including a day, and what was decided about them. */
export async function accruedOf(
	unit: Unit<InsideScope>,
	invoiceIds: readonly string[],
	untilOn: LocalDate
): Promise<Accrued[]> {
	if (invoiceIds.length === 0) return [];
	const rates = await lateRatesOf(unit);
	const decided = groupBy(await chargesOf(unit, invoiceIds), ({ invoiceId }) => invoiceId);
	return (await lateInvoices(unit, invoiceIds)).map(({ id, ...invoice }) => {
		const { minor, periods } = interestOf(invoice, rates.interest(invoice.dueOn), untilOn);
		const fee = fixedFeeOf(invoice, rates.fees, rates.law, untilOn);
		const about = (kind: ChargeKind) =>
			(decided.get(id) ?? []).filter((charge) => charge.kind === kind);
		return {
			invoiceId: id,
			currency: invoice.currency,
			periods,
			fee,
			standing: {
				interest: standingOf(minor, about('interest')),
				fixed_fee: standingOf(fee.minor, about('fixed_fee'))
			}
		};
	});
}

async function lateInvoices(
	unit: Unit<InsideScope>,
	invoiceIds: readonly string[]
): Promise<(LateInvoice & { id: string; currency: string })[]> {
	const settled = groupBy(await allocationsOf(unit, invoiceIds), ({ invoiceId }) => invoiceId);
	const disputed = groupBy(await suspensionsOf(unit, invoiceIds), ({ invoiceId }) => invoiceId);
	return (await openInvoices(unit, { invoiceIds })).map(({ id, dueOn, totalMinor, currency }) => ({
		id,
		dueOn,
		totalMinor,
		currency,
		settlements: settled.get(id) ?? [],
		suspensions: disputed.get(id) ?? []
	}));
}
