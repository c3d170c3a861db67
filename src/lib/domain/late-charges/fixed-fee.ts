import type { LocalDate } from '../calendar';
import { money, type Money } from '../money';
import type { LateInvoice } from './interest';
import { interestOf } from './interest';
import { LEGAL_FIXED_FEE, rateOn } from './rates';

export interface FixedFee extends Money {
	readonly fromOn: LocalDate;
}

/** A rate only to ask on which days something undisputed was open. */
const ANY_RATE = [{ fromOn: '0001-01-01' as LocalDate, basisPoints: 1 }];

/**
 * The fixed sum for the cost of recovery: once per invoice, as soon as something undisputed is open
 * the day after the due date or later (C. com. D441-5); an invoice disputed as a whole all the while
 * owes none. An agreed sum of that day goes before the legal one; zero when there is none for the currency.
 */
export function fixedFeeOf(
	invoice: LateInvoice & { readonly currency: string },
	agreed: readonly FixedFee[],
	untilOn: LocalDate
): Money {
	const { currency } = invoice;
	const late = interestOf(invoice, ANY_RATE, untilOn).periods.find(
		({ baseMinor }) => baseMinor > 0n
	);
	if (!late) return money(0n, currency);
	const ours = rateOn(
		agreed.filter((fee) => fee.currency === currency),
		late.fromOn
	);
	if (ours) return money(ours.minor, currency);
	return currency === LEGAL_FIXED_FEE.currency ? LEGAL_FIXED_FEE : money(0n, currency);
}
