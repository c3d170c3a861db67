import { AppError } from '$lib/domain/errors';
import { money } from '$lib/domain/money';
import { spreadPaid, type PaidParts } from '$lib/domain/receivables/paid-said';
import { formatMoney } from '$lib/i18n/format';
import type { PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { portalAccount } from '../invoices/portal-account';
import type { InvoiceBalance } from '../invoices/queries';
import type { NewClaim } from './claim-once';
import type { NamedInvoice } from './pause-said';
import { everyToPay, lessReceived, payableMinor } from './to-pay';

/** "All that is due", as it is while the invoices are held: nobody has to name thousands of them. */
export async function everyNamed(
	unit: Unit<PortalScope>,
	{ every, currency }: NewClaim,
	held: readonly InvoiceBalance[]
): Promise<NamedInvoice[]> {
	const due = everyToPay(await portalAccount(unit), every!);
	const own = due.invoices.filter((invoice) => invoice.currency === currency);
	const gross = own.reduce((sum, invoice) => sum + payableMinor(invoice), 0n);
	const asked = lessReceived(own, gross - (due.netOf(currency) ?? gross));
	const balances = new Map(held.map((balance) => [balance.id, balance]));
	return own.flatMap((invoice, place) => {
		const balance = balances.get(invoice.id);
		const collectibleMinor = asked[place]!.minor;
		return balance && collectibleMinor > 0n
			? [{ ...balance, mostMinor: invoice.freeMinor, collectibleMinor }]
			: [];
	});
}

/** Nobody types how much of each of thousands: what does not cover all of it is about those he chooses. @throws claim_below_every */
export function everyPaid(
	amountMinor: bigint,
	currency: string,
	named: readonly NamedInvoice[]
): PaidParts {
	const sumMinor = named.reduce((sum, { collectibleMinor }) => sum + collectibleMinor, 0n);
	const words = (minor: bigint): string => formatMoney(money(minor, currency));
	if (amountMinor < sumMinor)
		throw new AppError(
			'claim_below_every',
			{ amount: words(amountMinor), sum: words(sumMinor) },
			'amount'
		);
	return spreadPaid(amountMinor, named);
}
