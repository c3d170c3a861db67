import type { LocalDate } from '../calendar';
import { money, type Money } from '../money';
import { interestOf, type LateInvoice } from './interest';
import { legalFee, type LateLaw } from './law';
import { rateOn } from './rates';

export interface FixedFee extends Money {
	readonly fromOn: LocalDate;
}

export interface OwedFee extends Money {
	/** With the customers; otherwise the law gives it. */
	readonly agreed: boolean;
}

/** A rate only to ask on which days something undisputed was open. */
const ANY_RATE = [{ fromOn: '0001-01-01' as LocalDate, basisPoints: 1 }];

/**
 * The fixed sum for the cost of recovery: once per invoice, as soon as something undisputed is open
 * the day after the due date or later (C. com. D441-5; 1998 Act, s. 5A); an invoice disputed as a whole
 * all the while owes none. An agreed sum of that day goes before the legal one, which may depend on
 * what is undisputed that day; zero when neither has one in the currency.
 */
export function fixedFeeOf(
	invoice: LateInvoice & { readonly currency: string },
	agreed: readonly FixedFee[],
	law: LateLaw | null,
	untilOn: LocalDate
): OwedFee {
	const { currency } = invoice;
	const none = { ...money(0n, currency), agreed: false };
	const late = interestOf(invoice, ANY_RATE, untilOn).periods.find(
		({ baseMinor }) => baseMinor > 0n
	);
	if (!late) return none;
	const ours = rateOn(
		agreed.filter((fee) => fee.currency === currency),
		late.fromOn
	);
	if (ours) return { ...money(ours.minor, currency), agreed: true };
	return { ...none, ...legalFee(law, money(late.baseMinor, currency)) };
}
