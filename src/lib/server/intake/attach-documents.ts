import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { LARGEST_DOCUMENT_BYTES } from '$lib/domain/files';
import { fileKindOf } from '../attachments/file-kind';
import { shownName } from '../attachments/file-name';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { document, invoice } from '../db/schema/invoices';
import { storeFileIn } from '../files';

export interface DocumentFile {
	name: string;
	content: Uint8Array;
}
export interface AttachedDocuments {
	attached: number;
	/** Names of files that no invoice waits for. */
	unknown: string[];
	/** Names of files that are not PDF, or too large. */
	refused: string[];
}

/** Files each PDF under the invoice that announced its name, or whose number it bears. The rest is told, not kept. */
export async function attachDocuments(
	unit: Unit<InsideScope>,
	files: readonly DocumentFile[]
): Promise<AttachedDocuments> {
	const outcome: AttachedDocuments = { attached: 0, unknown: [], refused: [] };
	for (const file of files) {
		const name = shownName(file.name);
		if (!isPdf(file.content)) outcome.refused.push(name);
		else if (await attachOne(unit, name, file.content)) outcome.attached++;
		else outcome.unknown.push(name);
	}
	return outcome;
}

/** Names of the PDFs that imported invoices announce and that have not arrived. */
export const awaitedDocuments = async ({ tx, scope }: Unit<InsideScope>): Promise<string[]> => {
	const rows = await tx
		.selectDistinct({ name: invoice.documentName })
		.from(invoice)
		.where(
			and(
				eq(invoice.organisationId, scope.organisationId),
				isNull(invoice.documentId),
				sql`${invoice.documentName} <> ''`
			)
		);
	return rows.map((row) => row.name);
};

const isPdf = (content: Uint8Array): boolean =>
	content.length <= LARGEST_DOCUMENT_BYTES && fileKindOf(content) === 'application/pdf';

async function attachOne(
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
