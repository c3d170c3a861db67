import { and, asc, eq, inArray } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import type { DeskScope, PortalScope, ResolverScope, Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { document, invoiceDocument } from '../db/schema/invoices';

const itsDocument = and(
	eq(document.organisationId, invoiceDocument.organisationId),
	eq(document.id, invoiceDocument.documentId)
);

/** The papers beside these invoices (delivery note, order), the oldest first. */
export const documentsOfInvoices = (unit: Unit<Scope>, invoiceIds: readonly string[]) =>
	unit.tx
		.select({
			invoiceId: invoiceDocument.invoiceId,
			id: document.id,
			kind: document.kind,
			name: document.name
		})
		.from(invoiceDocument)
		.innerJoin(document, itsDocument)
		.where(
			and(
				eq(invoiceDocument.organisationId, unit.scope.organisationId),
				inArray(invoiceDocument.invoiceId, [...invoiceIds])
			)
		)
		.orderBy(asc(invoiceDocument.linkedAt), asc(invoiceDocument.id));

/** @throws not_found, also for a paper beside somebody else's invoice. */
export async function documentBeside(
	unit: Unit<DeskScope | PortalScope | ResolverScope>,
	{ invoiceId, documentId }: { invoiceId: string; documentId: string }
) {
	const [row] = await unit.tx
		.select({ name: document.name, mime: document.mime, storageKey: document.storageKey })
		.from(invoiceDocument)
		.innerJoin(document, itsDocument)
		.where(
			and(
				eq(invoiceDocument.organisationId, unit.scope.organisationId),
				ofScope(unit.scope),
				eq(invoiceDocument.invoiceId, invoiceId),
				eq(document.id, documentId)
			)
		);
	if (!row) throw new AppError('not_found');
	return row;
}

/** A link reads the papers of its own customer. */
const ofScope = (scope: DeskScope | PortalScope | ResolverScope) =>
	scope.audience === 'desk'
		? undefined
		: and(
				eq(invoiceDocument.customerId, scope.customerId),
				eq(document.customerId, scope.customerId)
			);
