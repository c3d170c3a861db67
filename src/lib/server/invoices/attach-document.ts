import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { document, invoice } from '../db/schema/invoices';
import { storeFileIn } from '../files';

/** Files a PDF under the invoices that announced its name, or whose number it bears; false when none waits for it. */
export async function attachDocument(
	unit: Unit<InsideScope>,
	name: string,
	content: Uint8Array
): Promise<boolean> {
	const invoices = await invoicesWaitingFor(unit, name);
	const [first, ...others] = invoices;
	// Announced by two customers, it may show one what the other buys.
	if (!first || others.some((other) => other.customerId !== first.customerId)) return false;
	const stored = await storeFileIn(unit, content);
	const { organisationId } = unit.scope;
	const id = uuidv7();
	await unit.tx.insert(document).values({
		...stored,
		organisationId,
		id,
		customerId: first.customerId,
		kind: 'invoice',
		name,
		mime: 'application/pdf',
		createdAt: unit.now
	});
	const ids = invoices.map((one) => one.id);
	await unit.tx
		.update(invoice)
		.set({ documentId: id })
		.where(and(eq(invoice.organisationId, organisationId), inArray(invoice.id, ids)));
	await record(
		unit,
		'invoice.document_attached',
		{ kind: 'invoice', id: first.id, customerId: first.customerId },
		{ documentId: id, name }
	);
	return true;
}

const invoicesWaitingFor = ({ tx, scope }: Unit<InsideScope>, name: string) =>
	tx
		.select({ id: invoice.id, customerId: invoice.customerId })
		.from(invoice)
		.where(
			and(
				eq(invoice.organisationId, scope.organisationId),
				isNull(invoice.documentId),
				or(
					sql`lower(${invoice.documentName}) = ${name.toLowerCase()}`,
					and(eq(invoice.documentName, ''), eq(invoice.number, name.replace(/\.pdf$/i, '')))
				)
			)
		)
		.orderBy(invoice.id);
