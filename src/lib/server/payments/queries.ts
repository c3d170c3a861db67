import { and, asc, eq, inArray, lte, sql, type SQL, type SQLWrapper } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { inChunks } from '../db/chunks';
import { allocation, creditNote, payment } from '../db/schema/payments';

/**
 * To put into a query about invoices: what payments and credit notes settle of each, found by its index;
 * only up to the end of a day, if one is named.
 */
export function settledOf(invoice: InvoiceKey, until?: LocalDate): SQL<string> {
	const its = and(
		eq(allocation.organisationId, invoice.organisationId),
		eq(allocation.invoiceId, invoice.id),
		until && lte(allocation.allocatedOn, until)
	);
	// One inside the other: of the outer one drizzle drops the names of tables where it selects from one only.
	return sql`(${sql`select coalesce(sum(${allocation.amountMinor}), 0) from ${allocation} where ${its}`})`;
}

/** The columns that tell the invoice. */
interface InvoiceKey {
	organisationId: SQLWrapper;
	id: SQLWrapper;
}

/** What credit notes already gave back for each of these cases; nothing for those without any. */
export async function creditedByDispute(
	unit: Unit<Scope>,
	disputeIds: readonly string[]
): Promise<Map<string, bigint>> {
	if (disputeIds.length === 0) return new Map();
	const rows = await unit.tx
		.select({
			disputeId: creditNote.disputeId,
			minor: sql`sum(${creditNote.creditedMinor})`.mapWith(BigInt)
		})
		.from(creditNote)
		.where(
			and(
				eq(creditNote.organisationId, unit.scope.organisationId),
				oneOf(creditNote.disputeId, [...new Set(disputeIds)])
			)
		)
		.groupBy(creditNote.disputeId);
	return new Map(rows.map(({ disputeId, minor }) => [disputeId!, minor]));
}

/** The credit notes a case led to, the oldest first. */
export const creditNotesOf = (unit: Unit<Scope>, disputeId: string) =>
	unit.tx
		.select({
			id: creditNote.id,
			number: creditNote.number,
			issuedOn: creditNote.issuedOn,
			totalMinor: creditNote.totalMinor,
			currency: creditNote.currency,
			documentId: creditNote.documentId
		})
		.from(creditNote)
		.where(
			and(
				eq(creditNote.organisationId, unit.scope.organisationId),
				eq(creditNote.disputeId, disputeId)
			)
		)
		.orderBy(asc(creditNote.createdAt), asc(creditNote.id));

/** What a credit note settles, invoice by invoice. */
export const allocationsOfCreditNote = (unit: Unit<Scope>, creditNoteId: string) =>
	unit.tx
		.select({
			invoiceId: allocation.invoiceId,
			amountMinor: allocation.amountMinor
		})
		.from(allocation)
		.where(
			and(
				eq(allocation.organisationId, unit.scope.organisationId),
				eq(allocation.creditNoteId, creditNoteId)
			)
		)
		.orderBy(asc(allocation.id));

/** What is settled of an invoice, and how much of it imports had said. */
export interface Settlement {
	allMinor: bigint;
	importedMinor: bigint;
	/** Given up here: the books may not know of it yet. */
	writtenOffMinor: bigint;
}

/** By invoice; those of which nothing is settled are not in it. */
export async function settledByInvoice(
	unit: Unit<Scope>,
	invoiceIds: readonly string[]
): Promise<Map<string, Settlement>> {
	const rows = await inChunks(invoiceIds, (part) => settlementRows(unit, part));
	return new Map(rows.map(({ invoiceId, ...settlement }) => [invoiceId, settlement]));
}

const ofAllocation = and(
	eq(creditNote.organisationId, allocation.organisationId),
	eq(creditNote.id, allocation.creditNoteId)
);
/** Written by the books and of no case: only imports set it against an invoice. */
const isBooked = sql`(${creditNote.id} is not null and ${creditNote.disputeId} is null)`;

const settlementRows = ({ tx, scope }: Unit<Scope>, invoiceIds: string[]) =>
	tx
		.select({
			invoiceId: allocation.invoiceId,
			allMinor: sql`sum(${allocation.amountMinor})`.mapWith(BigInt),
			importedMinor:
				sql`coalesce(sum(${allocation.amountMinor}) filter (where ${payment.source} = 'import' or ${isBooked}), 0)`.mapWith(
					BigInt
				),
			writtenOffMinor:
				sql`coalesce(sum(${allocation.amountMinor}) filter (where ${payment.source} = 'write_off'), 0)`.mapWith(
					BigInt
				)
		})
		.from(allocation)
		.leftJoin(
			payment,
			and(
				eq(payment.organisationId, allocation.organisationId),
				eq(payment.id, allocation.paymentId)
			)
		)
		.leftJoin(creditNote, ofAllocation)
		.where(
			and(
				eq(allocation.organisationId, scope.organisationId),
				inArray(allocation.invoiceId, invoiceIds)
			)
		)
		.groupBy(allocation.invoiceId);

/** What imports set against these invoices of credit notes the books wrote, minor units. */
export const creditsUsedByImports = (unit: Unit<Scope>, invoiceIds: readonly string[]) =>
	inChunks(invoiceIds, (part) =>
		unit.tx
			.select({
				invoiceId: allocation.invoiceId,
				creditNoteId: creditNote.id,
				minor: sql`sum(${allocation.amountMinor})`.mapWith(BigInt)
			})
			.from(allocation)
			.innerJoin(creditNote, ofAllocation)
			.where(
				and(
					eq(allocation.organisationId, unit.scope.organisationId),
					inArray(allocation.invoiceId, part),
					isBooked
				)
			)
			.groupBy(allocation.invoiceId, creditNote.id)
			.orderBy(asc(allocation.invoiceId), asc(creditNote.id))
	);
