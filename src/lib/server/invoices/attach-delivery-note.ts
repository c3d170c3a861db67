import { createHash } from 'node:crypto';
import { and, asc, eq, inArray, or, type SQL } from 'drizzle-orm';
import { deliveryNoteFor, type DeliveryNoteName } from '$lib/domain/intake/delivery-note-name';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { document, invoice } from '../db/schema/invoices';
import { fileDocument } from './file-document';
import { linkDocument } from './link-document';

/** Files a signed delivery note beside the invoices that announced it, else those whose number or order its name bears; false when there is none. */
export async function attachDeliveryNote(
	unit: Unit<InsideScope>,
	name: string,
	content: Uint8Array
): Promise<boolean> {
	const invoices = await invoicesAbout(unit, deliveryNoteFor(name));
	const [first, ...others] = invoices;
	// The same order number at two customers: it may show one what the other received.
	if (!first || others.some(({ customerId }) => customerId !== first.customerId)) return false;
	const filed = await filedOnce(unit, first.customerId, name, content);
	for (const about of invoices) await linkDocument(unit, about, { id: filed, name });
	return true;
}

/** What an invoice announced is it; a number it happens to share with an order says less. */
async function invoicesAbout(
	unit: Unit<InsideScope>,
	{ about, references }: DeliveryNoteName
): Promise<{ id: string; customerId: string }[]> {
	const announced = await invoicesWith(unit, inArray(invoice.deliveryNote, references));
	if (announced.length > 0 || !about) return announced;
	return invoicesWith(unit, or(eq(invoice.number, about), eq(invoice.orderNumber, about)));
}

const invoicesWith = ({ tx, scope }: Unit<InsideScope>, which: SQL | undefined) =>
	tx
		.select({ id: invoice.id, customerId: invoice.customerId })
		.from(invoice)
		.where(and(eq(invoice.organisationId, scope.organisationId), which))
		.orderBy(asc(invoice.id));

/** Sent again, the same file is the one that is there. */
async function filedOnce(
	unit: Unit<InsideScope>,
	customerId: string,
	name: string,
	content: Uint8Array
): Promise<string> {
	const [known] = await unit.tx
		.select({ id: document.id })
		.from(document)
		.where(
			and(
				eq(document.organisationId, unit.scope.organisationId),
				eq(document.customerId, customerId),
				eq(document.kind, 'delivery_note'),
				eq(document.sha256, createHash('sha256').update(content).digest('hex'))
			)
		);
	if (known) return known.id;
	const file = { name, mime: 'application/pdf' as const, content, thumbnail: null };
	return (await fileDocument(unit, { customerId, kind: 'delivery_note' }, file)).id;
}
