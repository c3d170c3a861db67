import type { LocalDate } from '$lib/domain/calendar';
import { groupBy } from '$lib/domain/group-by';
import { fixedFeeOf } from '$lib/domain/late-charges/fixed-fee';
import {
	interestOf,
	type InterestPeriod,
	type LateInvoice
} from '$lib/domain/late-charges/interest';
import { ratesInForce } from '$lib/domain/late-charges/rates';
import { standingOf, type ChargeStanding } from '$lib/domain/late-charges/standing';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { suspensionsOf } from '../disputes/suspensions';
import { openInvoices } from '../invoices/queries';
import { allocationsOf } from '../payments/dunning-facts';
import { agreedRates, chargesOf, type ChargeKind } from './queries';

export interface Accrued {
	invoiceId: string;
	currency: string;
	/** The days, sums and rates the interest is made of. */
	periods: InterestPeriod[];
	standing: Record<ChargeKind, ChargeStanding>;
}

/** Interest and fixed sum of these invoices up to and including a day, and what was decided about them. */
export async function accruedOf(
	unit: Unit<InsideScope>,
	invoiceIds: readonly string[],
	untilOn: LocalDate
): Promise<Accrued[]> {
	if (invoiceIds.length === 0) return [];
	const { interest, fees } = await ratesOf(unit);
	const decided = groupBy(await chargesOf(unit, invoiceIds), ({ invoiceId }) => invoiceId);
	return (await lateInvoices(unit, invoiceIds)).map(({ id, ...invoice }) => {
		const { minor, periods } = interestOf(invoice, interest, untilOn);
		const about = (kind: ChargeKind) =>
			(decided.get(id) ?? []).filter((charge) => charge.kind === kind);
		return {
			invoiceId: id,
			currency: invoice.currency,
			periods,
			standing: {
				interest: standingOf(minor, about('interest')),
				fixed_fee: standingOf(fixedFeeOf(invoice, fees, untilOn).minor, about('fixed_fee'))
			}
		};
	});
}

async function ratesOf(unit: Unit<InsideScope>) {
	const agreed = await agreedRates(unit);
	return {
		interest: ratesInForce(
			agreed.flatMap(({ kind, fromOn, basisPoints }) =>
				kind === 'interest' && basisPoints !== null ? [{ fromOn, basisPoints }] : []
			)
		),
		fees: agreed.flatMap(({ kind, fromOn, amountMinor: minor, currency }) =>
			kind === 'fixed_fee' && minor !== null && currency !== null
				? [{ fromOn, minor, currency }]
				: []
		)
	};
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
