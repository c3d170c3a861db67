import { createHash } from 'node:crypto';
import { and, asc, eq, inArray, or, sql, type SQL } from 'drizzle-orm';
import { deliveryNoteFor, type DeliveryNoteName } from '$lib/domain/intake/delivery-note-name';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { namedCustomers } from '../customers/queries';
import { document, invoice } from '../db/schema/invoices';
import { fileDocument } from './file-document';
import { linkDocument } from './link-document';

/**
 * Files a delivery note beside the invoices that announced it, or else whose number its name bears, or whose
 * customer and order; false when there is none. Order numbers are the customers' own, so one of them alone
 * says nothing: the note of another one's delivery may bear the same.
 */
export async function attachDeliveryNote(
	unit: Unit<InsideScope>,
	name: string,
	content: Uint8Array
): Promise<boolean> {
	const invoices = await invoicesAbout(unit, deliveryNoteFor(name));
	const [first, ...others] = invoices;
	// Announced by two customers: it may show one what the other received.
	if (!first || others.some(({ customerId }) => customerId !== first.customerId)) return false;
	const filed = await filedOnce(unit, first.customerId, name, content);
	for (const about of invoices) await linkDocument(unit, about, { id: filed, name });
	return true;
}

async function invoicesAbout(unit: Unit<InsideScope>, name: DeliveryNoteName) {
	const { about, references } = name;
	const announced = await invoicesWith(unit, () => inArray(invoice.deliveryNote, references));
	if (announced.length > 0 || !about) return announced;
	return invoicesWith(unit, ({ code }) =>
		or(eq(invoice.number, about), eq(codeAndOrder(code), spaced(about)))
	);
}

type Customers = ReturnType<typeof namedCustomers>;

function invoicesWith(
	unit: Unit<InsideScope>,
	condition: (customer: Customers) => SQL | undefined
): Promise<{ id: string; customerId: string }[]> {
	const customer = namedCustomers(unit);
	return unit.tx
		.select({ id: invoice.id, customerId: invoice.customerId })
		.from(invoice)
		.innerJoin(customer, eq(customer.id, invoice.customerId))
		.where(and(eq(invoice.organisationId, unit.scope.organisationId), condition(customer)))
		.orderBy(asc(invoice.id));
}

/** However the two are held apart: "C-0012 CMD-77", "C_0012_CMD_77". */
const spaced = (text: string): string => text.replace(/[-_ ]+/g, ' ');
const codeAndOrder = (code: Customers['code']) =>
	sql<string>`regexp_replace(${code} || ' ' || ${invoice.orderNumber}, '[-_ ]+', ' ', 'g')`;

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
