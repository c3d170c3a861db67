import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import type { PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { dispute, disputeItem, disputeTransition } from '../db/schema/disputes';
import { message } from '../db/schema/messages';
import { resolution } from '../db/schema/resolutions';
import { numberedInvoices } from '../invoices/queries';
import { allReasons } from '../settings/queries';
import { caseOf, disputeIdOf, type Case } from './case-queries';

/** Every case of the customer, the newest first. */
export function casesOfCustomer(unit: Unit<PortalScope>) {
	const reason = allReasons(unit);
	return unit.tx
		.select({
			id: dispute.id,
			reference: dispute.reference,
			status: dispute.status,
			openedOn: dispute.openedOn,
			answerDueOn: dispute.answerDueOn,
			labelFr: reason.labelFr,
			labelEn: reason.labelEn
		})
		.from(dispute)
		.innerJoin(reason, eq(reason.id, dispute.reasonId))
		.where(mine(unit))
		.orderBy(desc(dispute.openedAt), desc(dispute.id));
}

export function itemsOfCustomer(unit: Unit<PortalScope>, disputeIds: readonly string[]) {
	const invoice = numberedInvoices(unit);
	return unit.tx
		.select({
			disputeId: disputeItem.disputeId,
			invoiceId: disputeItem.invoiceId,
			number: invoice.number,
			totalMinor: invoice.totalMinor,
			currency: disputeItem.currency,
			claimedMinor: disputeItem.claimedMinor,
			acceptedMinor: disputeItem.acceptedMinor
		})
		.from(disputeItem)
		.innerJoin(invoice, eq(invoice.id, disputeItem.invoiceId))
		.where(
			and(
				eq(disputeItem.organisationId, unit.scope.organisationId),
				eq(disputeItem.customerId, unit.scope.customerId),
				inArray(disputeItem.disputeId, [...disputeIds])
			)
		)
		.orderBy(asc(invoice.number));
}

/** The decision in force of each case that has one. */
export const decisionsOfCustomer = (unit: Unit<PortalScope>, disputeIds: readonly string[]) =>
	unit.tx
		.selectDistinctOn([resolution.disputeId], {
			disputeId: resolution.disputeId,
			verdict: resolution.verdict,
			acceptedMinor: resolution.acceptedMinor
		})
		.from(resolution)
		.where(
			and(
				eq(resolution.organisationId, unit.scope.organisationId),
				eq(resolution.customerId, unit.scope.customerId),
				inArray(resolution.disputeId, [...disputeIds])
			)
		)
		.orderBy(resolution.disputeId, desc(resolution.decidedAt), desc(resolution.id));

/** @throws not_found, also for a case of somebody else. */
export async function caseByReference(unit: Unit<PortalScope>, reference: string): Promise<Case> {
	const found = await caseOf(unit, await disputeIdOf(unit, reference));
	if (found.dispute.customerId !== unit.scope.customerId) throw new AppError('not_found');
	return found;
}

const mine = (unit: Unit<PortalScope>) =>
	and(
		eq(dispute.organisationId, unit.scope.organisationId),
		eq(dispute.customerId, unit.scope.customerId)
	);

/** The steps of a case, oldest first. */
export const transitionsOf = (unit: Unit<PortalScope>, disputeId: string) =>
	unit.tx
		.select({
			fromStatus: disputeTransition.fromStatus,
			toStatus: disputeTransition.toStatus,
			on: disputeTransition.on,
			byKind: disputeTransition.byKind
		})
		.from(disputeTransition)
		.where(
			and(
				eq(disputeTransition.organisationId, unit.scope.organisationId),
				eq(disputeTransition.disputeId, disputeId)
			)
		)
		.orderBy(asc(disputeTransition.at), asc(disputeTransition.id));

/** Never an internal note. */
export const messagesForCustomer = (unit: Unit<PortalScope>, disputeId: string) =>
	unit.tx
		.select({
			id: message.id,
			authorKind: message.authorKind,
			authorName: message.authorName,
			body: message.body,
			at: message.at
		})
		.from(message)
		.where(
			and(
				eq(message.organisationId, unit.scope.organisationId),
				eq(message.disputeId, disputeId),
				eq(message.audience, 'customer')
			)
		)
		.orderBy(asc(message.at), asc(message.id));
