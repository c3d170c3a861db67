import { desc, eq, and } from 'drizzle-orm';
import { money, type Money } from '$lib/domain/money';
import { eventsAbout } from '../audit/queries';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { contact, hold } from '../db/schema/customers';
import { openInvoices, type InvoiceBalance } from '../invoices/queries';
import { isHeldAt } from './hold-zone';
import { contactsOf } from './queries';

const KEPT = 50;

/** Every pause of a customer, those in force first, then the latest: who, when, why, and what it is about. */
export async function holdList(unit: Unit<DeskScope>, customerId: string) {
	const rows = await holdsOf(unit, customerId);
	const contacts = (await contactsOf(unit, customerId)).map(({ id, timeZone }) => ({
		contactId: id,
		timeZone
	}));
	const invoices = await invoicesOf(unit, rows);
	const reasons = await releaseReasons(unit, customerId);
	const here = { now: unit.now, timeZone: unit.scope.timeZone };
	return rows
		.map(({ hold: row, contactName }) => ({
			id: row.id,
			kind: row.kind,
			reason: row.reason,
			untilOn: row.untilOn,
			createdAt: row.createdAt,
			createdBy: row.createdBy,
			invoiceId: row.invoiceId,
			contactId: row.contactId,
			invoiceNumber: row.invoiceId && (invoices.get(row.invoiceId)?.number ?? null),
			amountMinor: row.amountMinor,
			/** What rests of the invoice; null = all of it. */
			amount: amountOf(row, invoices),
			contactName,
			releasedAt: row.releasedAt,
			releasedBy: row.releasedBy,
			releaseReason: reasons.get(row.id) ?? '',
			inForce: row.releasedAt === null && isHeldAt(row, contacts, here)
		}))
		.sort((a, b) => Number(b.inForce) - Number(a.inForce));
}

const holdsOf = (unit: Unit<DeskScope>, customerId: string) =>
	unit.tx
		.select({ hold, contactName: contact.name })
		.from(hold)
		.leftJoin(
			contact,
			and(eq(contact.organisationId, hold.organisationId), eq(contact.id, hold.contactId))
		)
		.where(and(eq(hold.organisationId, unit.scope.organisationId), eq(hold.customerId, customerId)))
		.orderBy(desc(hold.createdAt), desc(hold.id))
		.limit(KEPT);

const amountOf = (
	{ invoiceId, amountMinor }: typeof hold.$inferSelect,
	invoices: ReadonlyMap<string, InvoiceBalance>
): Money | null => {
	const invoice = invoiceId && invoices.get(invoiceId);
	return invoice && amountMinor !== null ? money(amountMinor, invoice.currency) : null;
};

async function invoicesOf(
	unit: Unit<DeskScope>,
	rows: Awaited<ReturnType<typeof holdsOf>>
): Promise<Map<string, InvoiceBalance>> {
	const invoiceIds = rows.flatMap(({ hold: { invoiceId } }) => invoiceId ?? []);
	if (invoiceIds.length === 0) return new Map();
	const found = await openInvoices(unit, { invoiceIds });
	return new Map(found.map((invoice) => [invoice.id, invoice]));
}

/** Written when it was released, in the audit. */
async function releaseReasons(
	unit: Unit<DeskScope>,
	customerId: string
): Promise<Map<string, string>> {
	const events = await eventsAbout(unit, { kind: 'customer', id: customerId });
	return new Map(
		events
			.filter(({ action }) => action === 'customer.hold_released')
			.map(({ data }) => [String(data.holdId), String(data.reason ?? '')])
	);
}
