import { DAY_MS } from '$lib/domain/calendar';
import type { PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { pauseInvoices, type InvoicePause } from './pause-invoices';
import { pausesSince } from './portal-queries';

/** Said again within this time, it pauses nothing more: nobody puts a debt off by repeating himself. */
const SAID_ONCE_DAYS = 30;

export const saidSince = ({ now }: Unit<PortalScope>): Date =>
	new Date(now.getTime() - SAID_ONCE_DAYS * DAY_MS);

/** @returns the invoices that rest because of it, until the day it names; none where all was said before. */
export async function pauseUnlessSaid<Invoice extends { id: string; number: string }>(
	unit: Unit<PortalScope>,
	invoices: readonly Invoice[],
	pause: InvoicePause
): Promise<Invoice[]> {
	const earlier = await pausesSince(unit, {
		invoiceIds: invoices.map(({ id }) => id),
		kind: pause.kind,
		since: saidSince(unit)
	});
	const said = new Set(earlier.map(({ invoiceId }) => invoiceId));
	const fresh = invoices.filter(({ id }) => !said.has(id));
	if (fresh.length) await pauseInvoices(unit, fresh, pause);
	return fresh;
}
