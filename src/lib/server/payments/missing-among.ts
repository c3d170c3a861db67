import { addDays, type LocalDate } from '$lib/domain/calendar';
import {
	isMissing,
	reportedState,
	type ReportedState
} from '$lib/domain/receivables/reported-payment';
import type { PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import type { PortalAccount } from '../invoices/portal-account';
import type { ShownInvoice } from '../invoices/portal-states';
import { withFates, type ToldClaim } from './claim-fates';
import { claimsSaid, SAID_DAYS } from './claim-queries';

/** A reported payment that is not booked on its invoice, which is asked for again. */
export interface MissingPayment {
	invoiceId: string;
	state: ReportedState;
	paidOn: LocalDate;
	/** Of the invoice, where that was said. */
	amountMinor: bigint;
}

/**
 * Of each of these invoices the payment that was last said of it, that did not come or did not stay: it is
 * asked for again, and never as if nothing had been said.
 */
export async function missingAmong(
	unit: Unit<PortalScope>,
	invoices: readonly ShownInvoice[],
	account: Pick<PortalAccount, 'open'>
): Promise<MissingPayment[]> {
	const asked = invoices.filter(({ openMinor, pause }) => openMinor > 0n && !pause);
	if (asked.length === 0) return [];
	const said = await claimsSaid(unit, {
		since: addDays(unit.today, -SAID_DAYS),
		invoiceIds: asked.map(({ id }) => id)
	});
	const told = await withFates(unit, said, account);
	return asked.flatMap((invoice) => {
		const claim = told.find((one) => isMissingOn(one, invoice));
		return claim ? [missingOn(claim, invoice.id)] : [];
	});
}

/** Said again, nothing rests a second time: it is looked for, and not found so far. */
const isMissingOn = (claim: ToldClaim, { id, saidPaid }: ShownInvoice): boolean =>
	claim.missing.includes(id) &&
	(isMissing(claim) || (saidPaid.length === 0 && reportedState(claim) === 'checking'));

function missingOn(claim: ToldClaim, invoiceId: string): MissingPayment {
	const own = claim.invoices.find((one) => one.invoiceId === invoiceId);
	return {
		...{ invoiceId, state: reportedState(claim), paidOn: claim.paidOn },
		amountMinor: own?.amountMinor ?? claim.amountMinor
	};
}
