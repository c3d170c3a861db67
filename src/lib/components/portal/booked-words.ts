import { money } from '$lib/domain/money';
import { formatMoney } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';

interface Found {
	currency: string;
	bookedMinor: bigint;
	/** Of what is not booked, what is asked for. */
	leftMinor: bigint;
}

/** Of a payment that was found and is asked for in part: what is booked of it, and what is to be paid. */
export function partBookedWords({ currency, bookedMinor, leftMinor }: Found): string {
	const [booked, amount] = [bookedMinor, leftMinor].map((minor) =>
		formatMoney(money(minor, currency))
	) as [string, string];
	return m.pay_said_part_booked({ booked, amount });
}

/** Of one that was found, and of which nothing is booked. */
export const unbookedWords = ({ currency, leftMinor }: Found): string =>
	m.pay_said_unbooked({ amount: formatMoney(money(leftMinor, currency)) });
