import { and, eq, isNull, sql } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import type { InsideScope, Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { document, invoice } from '../db/schema/invoices';

/** The file received with the ledger, if any. Links see their customer's invoices only. */
export async function storedDocument(unit: Unit<Scope>, invoiceId: string) {
	const { scope } = unit;
	const [row] = await unit.tx
		.select({
			customerId: invoice.customerId,
			name: document.name,
			storageKey: document.storageKey
		})
		.from(invoice)
		.leftJoin(
			document,
			and(eq(document.organisationId, invoice.organisationId), eq(document.id, invoice.documentId))
		)
		.where(and(eq(invoice.organisationId, scope.organisationId), eq(invoice.id, invoiceId)));
	const isTheirs =
		scope.audience === 'desk' ||
		scope.audience === 'system' ||
		row?.customerId === scope.customerId;
	if (!row || !isTheirs) throw new AppError('not_found');
	return row.storageKey && row.name ? { name: row.name, storageKey: row.storageKey } : null;
}

/** Files the ledger holds for a case (a corrected invoice, the credit note it made itself): PDFs only. */
export const documentsOfCase = (unit: Unit<Scope>, disputeId: string) =>
	unit.tx
		.select({
			id: document.id,
			kind: document.kind,
			name: document.name,
			sha256: document.sha256,
			storageKey: document.storageKey
		})
		.from(document)
		.where(
			and(
				eq(document.organisationId, unit.scope.organisationId),
				eq(document.disputeId, disputeId),
				eq(document.mime, 'application/pdf')
			)
		)
		.orderBy(document.createdAt, document.id);

/** @throws not_found */
export async function documentById(unit: Unit<InsideScope>, id: string) {
	const [row] = await unit.tx
		.select()
		.from(document)
		.where(and(eq(document.organisationId, unit.scope.organisationId), eq(document.id, id)));
	if (!row) throw new AppError('not_found');
	return row;
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
