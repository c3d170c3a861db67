import type { PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { uuidv7 } from 'uuidv7';
import { holdsOf } from '../customers/portal-queries';
import { openInvoicesOfCustomer } from '../invoices/portal-queries';
import { shownInvoice } from '../invoices/portal-states';
import { reasonsOf } from '../settings/queries';
import { casesOfCustomer } from './portal-queries';
import { activeClaims } from './queries';

/** Everything the form of a new dispute needs. */
export async function newDisputeForm(unit: Unit<PortalScope>) {
	const { customerId } = unit.scope;
	const claims = await activeClaims(unit, { customerId });
	const pauses = await holdsOf(unit, customerId);
	// What was promised may be contested all the same.
	const promises = new Map();
	const invoices = (await openInvoicesOfCustomer(unit, customerId)).map((invoice) =>
		shownInvoice(invoice, { claims, pauses, promises, today: unit.today })
	);
	const reasons = await reasonsOf(unit);
	const known = await casesOfCustomer(unit);
	const statusOf = (reference: string) =>
		known.find((found) => found.reference === reference)!.status;
	return {
		invoices: invoices.map(
			({ id, number, dueOn, daysLate, currency, openMinor, freeMinor, cases }) => ({
				id,
				number,
				dueOn,
				daysLate,
				currency,
				openMinor,
				freeMinor,
				/** Open cases about it, with what each claims of it. */
				cases: cases.map((reference) => ({
					reference,
					status: statusOf(reference),
					claimedMinor: claims
						.filter((claim) => claim.invoiceId === id && claim.reference === reference)
						.reduce((sum, { claimedMinor }) => sum + claimedMinor, 0n)
				}))
			})
		),
		reasons: reasons.map(
			({ code, labelFr, labelEn, category, kind, explanationRequired, answerHoldDays }) => ({
				code,
				labelFr,
				labelEn,
				category,
				kind,
				explanationRequired,
				answerHoldDays
			})
		),
		/** The same key always gives the same case. */
		idempotencyKey: uuidv7()
	};
}
