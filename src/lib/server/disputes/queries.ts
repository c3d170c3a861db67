import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm';
import { ACTIVE_STATUSES } from '$lib/domain/disputes/lifecycle';
import { AppError } from '$lib/domain/errors';
import { money, type Money } from '$lib/domain/money';
import type { LocalDate } from '$lib/domain/calendar';
import type { Scope } from '../auth/scope';
import { namedCustomers } from '../customers/queries';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { assignment } from '../db/schema/assignments';
import { dispute, disputeItem } from '../db/schema/disputes';
import { resolution } from '../db/schema/resolutions';
import { numberedInvoices } from '../invoices/queries';
import { allReasons, type Reason } from '../settings/queries';
import { withoutCredited } from './still-claimed';

export type Assignment = typeof assignment.$inferSelect;
export type Resolution = typeof resolution.$inferSelect;

export interface CaseItem {
	id: string;
	invoiceId: string;
	invoiceLineId: string | null;
	number: string;
	currency: string;
	totalMinor: bigint;
	claimedMinor: bigint;
	acceptedMinor: bigint | null;
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
	const reason = allReasons(unit);
	const customer = namedCustomers(unit);
	const [row] = await unit.tx
		.select()
		.from(dispute)
		.innerJoin(reason, eq(reason.id, dispute.reasonId))
		.innerJoin(customer, eq(customer.id, dispute.customerId))
		.where(and(eq(dispute.organisationId, unit.scope.organisationId), eq(dispute.id, disputeId)));
	if (!row) throw new AppError('not_found');
	const { id, code, name } = row.customer;
	const items = await itemsOf(unit, disputeId);
	return { ...row, customer: { id, code, name }, items, claimed: claimedOf(items) };
}

function itemsOf(unit: Unit<Scope>, disputeId: string): Promise<CaseItem[]> {
	const invoice = numberedInvoices(unit);
	return unit.tx
		.select({
			id: disputeItem.id,
			invoiceId: disputeItem.invoiceId,
			invoiceLineId: disputeItem.invoiceLineId,
			number: invoice.number,
			currency: disputeItem.currency,
			totalMinor: invoice.totalMinor,
			claimedMinor: disputeItem.claimedMinor,
			acceptedMinor: disputeItem.acceptedMinor
		})
		.from(disputeItem)
		.innerJoin(invoice, eq(invoice.id, disputeItem.invoiceId))
		.where(
			and(
				eq(disputeItem.organisationId, unit.scope.organisationId),
				eq(disputeItem.disputeId, disputeId)
			)
		)
		.orderBy(asc(disputeItem.id));
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

/** Whoever is asked now. */
export async function currentAssignment(
	unit: Unit<Scope>,
	disputeId: string
): Promise<Assignment | null> {
	const [row] = await unit.tx
		.select()
		.from(assignment)
		.where(and(isAssignmentOf(unit, disputeId), isNull(assignment.endedAt)))
		.orderBy(desc(assignment.id))
		.limit(1);
	return row ?? null;
}

const isAssignmentOf = (unit: Unit<Scope>, disputeId: string) =>
	and(
		eq(assignment.organisationId, unit.scope.organisationId),
		eq(assignment.disputeId, disputeId)
	);

/** The decision in force. */
export async function currentResolution(
	unit: Unit<Scope>,
	disputeId: string
): Promise<Resolution | null> {
	const [row] = await unit.tx
		.select()
		.from(resolution)
		.where(
			and(
				eq(resolution.organisationId, unit.scope.organisationId),
				eq(resolution.disputeId, disputeId)
			)
		)
		.orderBy(desc(resolution.id))
		.limit(1);
	return row ?? null;
}

export interface ActiveClaim {
	invoiceId: string;
	customerId: string;
	reference: string;
	openedOn: LocalDate;
	claimedMinor: bigint;
	holdsWholeInvoice: boolean;
}

interface Claimants {
	customerId?: string;
	customerIds?: readonly string[];
	invoiceIds?: readonly string[];
}

/** What open cases suspend, invoice by invoice. */
export const activeClaims = async (unit: Unit<Scope>, of: Claimants = {}): Promise<ActiveClaim[]> =>
	withoutCredited(unit, await activeItems(unit, of));

function activeItems(unit: Unit<Scope>, of: Claimants) {
	const reason = allReasons(unit);
	return unit.tx
		.select({
			itemId: disputeItem.id,
			disputeId: disputeItem.disputeId,
			invoiceId: disputeItem.invoiceId,
			customerId: disputeItem.customerId,
			reference: dispute.reference,
			openedOn: dispute.openedOn,
			claimedMinor: disputeItem.claimedMinor,
			holdsWholeInvoice: reason.holdsWholeInvoice
		})
		.from(disputeItem)
		.innerJoin(
			dispute,
			and(
				eq(dispute.organisationId, disputeItem.organisationId),
				eq(dispute.id, disputeItem.disputeId)
			)
		)
		.innerJoin(reason, eq(reason.id, dispute.reasonId))
		.where(
			and(
				eq(disputeItem.organisationId, unit.scope.organisationId),
				inArray(dispute.status, ACTIVE_STATUSES),
				// Of the case, not of its item: that is where the index is.
				of.customerId ? eq(dispute.customerId, of.customerId) : undefined,
				of.customerIds ? oneOf(dispute.customerId, of.customerIds) : undefined,
				of.invoiceIds ? inArray(disputeItem.invoiceId, [...of.invoiceIds]) : undefined
			)
		)
		.orderBy(asc(dispute.reference), asc(disputeItem.id));
}

/** Which of these keys have already opened a case, whatever became of it. */
export async function knownKeys(unit: Unit<Scope>, keys: readonly string[]): Promise<string[]> {
	const rows = await unit.tx
		.select({ key: dispute.idempotencyKey })
		.from(dispute)
		.where(
			and(
				eq(dispute.organisationId, unit.scope.organisationId),
				inArray(dispute.idempotencyKey, [...keys])
			)
		);
	return rows.map((row) => row.key);
}
