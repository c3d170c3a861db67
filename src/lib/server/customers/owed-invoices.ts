import { daysBetween } from '$lib/domain/calendar';
import { disputedMinor } from '$lib/domain/receivables/open-items';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { activeClaims } from '../disputes/queries';
import { openInvoices } from '../invoices/queries';
import { customerByCode } from './queries';

/** More are read on the customer's own page. */
const MOST = 50;

/** The open invoices of one customer of the list, the oldest first, each with the cases about it. */
export async function owedInvoices(unit: Unit<DeskScope>, code: string) {
	const { id, name } = await customerByCode(unit, code);
	const invoices = await openInvoices(unit, { customerId: id, onlyOpen: true });
	const claims = await activeClaims(unit, { customerId: id });
	return {
		code,
		name,
		more: Math.max(0, invoices.length - MOST),
		invoices: invoices
			.slice(0, MOST)
			.map(({ id: invoiceId, number, dueOn, currency, openMinor }) => {
				const own = claims.filter((claim) => claim.invoiceId === invoiceId);
				return {
					...{ id: invoiceId, number, dueOn, currency, openMinor },
					daysLate: dueOn ? Math.max(0, daysBetween(dueOn, unit.today)) : 0,
					disputedMinor: disputedMinor(openMinor, own),
					/** Once decided, a case ends on its own page. */
					cases: casesIn(own)
				};
			})
	};
}

/** A case may claim of an invoice more than once. */
const casesIn = (claims: readonly { reference: string; isDecided: boolean }[]) =>
	[...new Map(claims.map(({ reference, isDecided }) => [reference, isDecided]))].map(
		([reference, isDecided]) => ({ reference, isDecided })
	);
