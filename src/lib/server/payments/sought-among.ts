import { addDays } from '$lib/domain/calendar';
import { unbooked } from '$lib/domain/receivables/unbooked';
import type { PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import type { ShownInvoice } from '../invoices/portal-states';
import { bookedOn } from './booked';
import { SAID_DAYS } from './claim-queries';
import { saidAbout, type Said } from './said-of';

/**
 * Ids of those he says he paid, that rest no longer because of it, and of which no payment came since: they
 * are asked for again, and never as if he had said nothing.
 */
export async function soughtAmong(
	unit: Unit<PortalScope>,
	invoices: readonly ShownInvoice[]
): Promise<string[]> {
	const asked = invoices.filter(
		({ openMinor, pause, saidPaid }) => openMinor > 0n && !pause && saidPaid.length === 0
	);
	const items = await soughtItems(
		unit,
		asked.map(({ id }) => id)
	);
	return [...new Set(items.map(({ invoiceId }) => invoiceId))];
}

/** Of these invoices, what was said lately to be paid and is not: nobody found it, and no payment covers it. */
export async function soughtItems(
	unit: Unit<PortalScope>,
	invoiceIds: readonly string[]
): Promise<Said[]> {
	const since = addDays(unit.today, -SAID_DAYS);
	const uncovered = await uncoveredItems(unit, invoiceIds);
	return uncovered.filter(({ verdict, on }) => verdict !== 'found' && on >= since);
}

/** Of these invoices, what was ever said to be paid and no payment covers, found at the bank or not. */
export async function uncoveredItems(
	unit: Unit<PortalScope>,
	invoiceIds: readonly string[]
): Promise<Said[]> {
	if (invoiceIds.length === 0) return [];
	const said = await saidAbout(unit, unit.scope.customerId, invoiceIds);
	return said.length === 0 ? [] : unbooked(said, await bookedOn(unit, invoiceIds));
}
