import { and, asc, eq, inArray } from 'drizzle-orm';
import { groupBy } from '$lib/domain/group-by';
import { AppError } from '$lib/domain/errors';
import { money, type Money } from '$lib/domain/money';
import type { Scope } from '../auth/scope';
import { namedCustomers } from '../customers/queries';
import type { Unit } from '../db/client';
import { dispute } from '../db/schema/disputes';
import { numberedInvoices, printedLines, type InvoiceLine } from '../invoices/queries';
import { allReasons, type Reason } from '../settings/queries';
import { claimedItems } from './claimed-items';

export interface CaseItem {
	id: string;
	invoiceId: string;
	invoiceLineId: string | null;
	number: string;
	currency: string;
	totalMinor: bigint;
	claimedMinor: bigint;
	acceptedMinor: bigint | null;
	/** Of the line it is about. */
	line: Pick<InvoiceLine, 'description' | 'quantity' | 'unitPriceMinor' | 'totalMinor'> | null;
	/** Billed and not received. */
	claimedQuantity: string | null;
	expectedUnitPriceMinor: bigint | null;
}

/** A case with what every mail and page about it needs. */
export interface Case {
	dispute: typeof dispute.$inferSelect;
	reason: Reason;
	customer: { id: string; code: string; name: string };
	items: CaseItem[];
	claimed: Money;
}

export async function caseOf(unit: Unit<Scope>, disputeId: string): Promise<Case> {
	const about = (await casesOf(unit, [disputeId])).get(disputeId);
	if (!about) throw new AppError('not_found');
	return about;
}

/** Several at once, by their ids; one that is not there is left out. */
export async function casesOf(
	unit: Unit<Scope>,
	disputeIds: readonly string[]
): Promise<ReadonlyMap<string, Case>> {
	if (disputeIds.length === 0) return new Map();
	const reason = allReasons(unit);
	const customer = namedCustomers(unit);
	const rows = await unit.tx
		.select()
		.from(dispute)
		.innerJoin(reason, eq(reason.id, dispute.reasonId))
		.innerJoin(customer, eq(customer.id, dispute.customerId))
		.where(
			and(
				eq(dispute.organisationId, unit.scope.organisationId),
				inArray(dispute.id, [...disputeIds])
			)
		);
	if (rows.length === 0) return new Map();
	const byCase = groupBy(await itemsOf(unit, disputeIds), ({ disputeId }) => disputeId);
	return new Map(
		rows.map(({ customer: { id, code, name }, ...row }) => {
			const items = (byCase.get(row.dispute.id) ?? []).map(({ disputeId: _of, ...item }) => item);
			return [
				row.dispute.id,
				{ ...row, customer: { id, code, name }, items, claimed: claimedOf(items) }
			];
		})
	);
}

function itemsOf(
	unit: Unit<Scope>,
	disputeIds: readonly string[]
): Promise<(CaseItem & { disputeId: string })[]> {
	const invoice = numberedInvoices(unit);
	const line = printedLines(unit);
	const item = claimedItems(unit);
	return unit.tx
		.select({
			disputeId: item.disputeId,
			id: item.id,
			invoiceId: item.invoiceId,
			invoiceLineId: item.invoiceLineId,
			number: invoice.number,
			currency: item.currency,
			totalMinor: invoice.totalMinor,
			claimedMinor: item.claimedMinor,
			acceptedMinor: item.acceptedMinor,
			line: {
				description: line.description,
				quantity: line.quantity,
				unitPriceMinor: line.unitPriceMinor,
				totalMinor: line.totalMinor
			},
			claimedQuantity: item.claimedQuantity,
			expectedUnitPriceMinor: item.expectedUnitPriceMinor
		})
		.from(item)
		.innerJoin(invoice, eq(invoice.id, item.invoiceId))
		.leftJoin(line, eq(line.id, item.invoiceLineId))
		.where(inArray(item.disputeId, [...disputeIds]))
		.orderBy(asc(item.id));
}

const claimedOf = (items: CaseItem[]): Money =>
	money(
		items.reduce((sum, item) => sum + item.claimedMinor, 0n),
		items[0]?.currency ?? 'EUR'
	);

/** Id of the case people call LIT-2026-000123. */
export async function disputeIdOf(unit: Unit<Scope>, reference: string): Promise<string> {
	const [row] = await unit.tx
		.select({ id: dispute.id })
		.from(dispute)
		.where(
			and(
				eq(dispute.organisationId, unit.scope.organisationId),
				eq(dispute.reference, reference.toUpperCase())
			)
		);
	if (!row) throw new AppError('not_found');
	return row.id;
}
