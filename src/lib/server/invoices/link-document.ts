import { uuidv7 } from 'uuidv7';
import { record } from '../audit/record';
import { actorOf, type InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { invoiceDocument } from '../db/schema/invoices';

/** Puts a paper beside an invoice of the same customer; there already, it stays there once. */
export async function linkDocument(
	unit: Unit<InsideScope>,
	invoice: { id: string; customerId: string },
	document: { id: string; name: string }
): Promise<void> {
	const { organisationId } = unit.scope;
	const linked = await unit.tx
		.insert(invoiceDocument)
		.values({
			organisationId,
			id: uuidv7(),
			customerId: invoice.customerId,
			invoiceId: invoice.id,
			documentId: document.id,
			linkedAt: unit.now,
			linkedBy: actorOf(unit.scope).name
		})
		.onConflictDoNothing()
		.returning({ id: invoiceDocument.id });
	if (linked.length === 0) return;
	await record(
		unit,
		'invoice.document_linked',
		{ kind: 'invoice', id: invoice.id, customerId: invoice.customerId },
		{ documentId: document.id, name: document.name }
	);
}
