import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { promisedDayOf } from '$lib/domain/disputes/deadlines';
import { DECIDED_STATUSES } from '$lib/domain/disputes/decision-in-force';
import { endedOn } from '$lib/domain/disputes/ended-on';
import { acceptedSoFar, lackingMinor } from '$lib/domain/disputes/left-of-case';
import { stepReached } from '$lib/domain/disputes/tracker';
import { AppError } from '$lib/domain/errors';
import type { PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { dispute } from '../db/schema/disputes';
import { message } from '../db/schema/messages';
import { resolution } from '../db/schema/resolutions';
import { numberedInvoices } from '../invoices/queries';
import { allReasons } from '../settings/queries';
import { claimedItems } from './claimed-items';
import { caseOf, disputeIdOf, type Case } from './case-queries';
import { deadlinesOfCustomer } from './deadline-facts';
import { afterOfferRead } from './offer-over';
import { proposalsOf, undecidedWithOffers } from './proposals';
import { creditedByItem } from './still-claimed';

/** Every case of the customer, the newest first, with how far it is and the day he may count on now. */
export async function casesOfCustomer(unit: Unit<PortalScope>) {
	const deadlines = await deadlinesOfCustomer(unit, unit.scope.customerId);
	const offers = await lastOffers(unit);
	return (await caseRows(unit)).map((row) => {
		const offer = offers.get(row.id);
		const facts = (offer?.said && offer.facts) ?? deadlines.get(row.id)!;
		const answerDueOn = offer?.said?.answerDueOn ?? promisedDayOf(deadlines.get(row.id)!);
		return {
			...{ ...row, status: facts.status, step: stepReached(facts) },
			...{ offerOver: offer?.said ?? null, answerDueOn, isMissed: answerDueOn < unit.today },
			endedOn: endedOn(facts.transitions),
			/** An offer can still be answered, whoever wrote last. */
			isOffered: offer?.isOpen ?? false
		};
	});
}

/** Of his undecided cases with offers, whether the last one can be answered still, or what is said of its end and how they go on. */
async function lastOffers(unit: Unit<PortalScope>) {
	const found = new Map<string, Awaited<ReturnType<typeof afterOfferRead>> & { isOpen: boolean }>();
	for (const id of await undecidedWithOffers(unit, unit.scope.customerId)) {
		const about = await caseOf(unit, id);
		const offers = await proposalsOf(unit, about);
		const isOpen = offers[0]?.state === 'open';
		found.set(id, { ...(await afterOfferRead(unit, about, offers)), isOpen });
	}
	return found;
}

function caseRows(unit: Unit<PortalScope>) {
	const reason = allReasons(unit);
	const goesOn = alias(dispute, 'goes_on');
	return unit.tx
		.select({
			id: dispute.id,
			reference: dispute.reference,
			status: dispute.status,
			openedOn: dispute.openedOn,
			labels: reason.labels,
			/** The case a double went into. */
			duplicateOf: goesOn.reference,
			/** The same, where what it claims is claimed there. */
			goesOnIn: sql<
				string | null
			>`case when ${dispute.mergedAt} is not null then ${goesOn.reference} end`
		})
		.from(dispute)
		.innerJoin(reason, eq(reason.id, dispute.reasonId))
		.leftJoin(
			goesOn,
			and(
				eq(goesOn.organisationId, dispute.organisationId),
				eq(goesOn.customerId, dispute.customerId),
				eq(goesOn.id, dispute.duplicateOfId)
			)
		)
		.where(mine(unit))
		.orderBy(desc(dispute.openedAt), desc(dispute.id));
}

/** What they claim, with what was accepted of each so far. */
export async function itemsOfCustomer(unit: Unit<PortalScope>, disputeIds: readonly string[]) {
	const rows = await itemRows(unit, disputeIds);
	const credited = await creditedByItem(unit, disputeIds);
	return rows.map(({ id, status, acceptedMinor, ...item }) => {
		const soFar = { claimedMinor: item.claimedMinor, creditedMinor: credited.get(id) ?? 0n };
		return { ...item, acceptedMinor: acceptedSoFar(status, soFar, acceptedMinor) };
	});
}

function itemRows(unit: Unit<PortalScope>, disputeIds: readonly string[]) {
	const invoice = numberedInvoices(unit);
	const item = claimedItems(unit);
	return unit.tx
		.select({
			id: item.id,
			status: dispute.status,
			disputeId: item.disputeId,
			invoiceId: item.invoiceId,
			number: invoice.number,
			totalMinor: invoice.totalMinor,
			currency: item.currency,
			claimedMinor: item.claimedMinor,
			acceptedMinor: item.acceptedMinor
		})
		.from(item)
		.innerJoin(
			dispute,
			and(eq(dispute.organisationId, item.organisationId), eq(dispute.id, item.disputeId))
		)
		.innerJoin(invoice, eq(invoice.id, item.invoiceId))
		.where(
			and(eq(item.customerId, unit.scope.customerId), inArray(item.disputeId, [...disputeIds]))
		)
		.orderBy(asc(invoice.number));
}

/** The decision in force of each case that has one: what was opened again has none. What a credit note lacked is not accepted. */
export async function decisionsOfCustomer(unit: Unit<PortalScope>, disputeIds: readonly string[]) {
	const decisions = await decisionRows(unit, disputeIds);
	const items = await itemRows(unit, disputeIds);
	const credited = await creditedByItem(unit, disputeIds);
	return decisions.map(({ status, ...decision }) => {
		const own = items.filter(({ disputeId }) => disputeId === decision.disputeId);
		const lacking = lackingMinor(
			status,
			own.map(({ id, acceptedMinor: decidedMinor }) => ({
				...{ decidedMinor, creditedMinor: credited.get(id) ?? 0n }
			}))
		);
		return { ...decision, acceptedMinor: decision.acceptedMinor - lacking };
	});
}

const decisionRows = (unit: Unit<PortalScope>, disputeIds: readonly string[]) =>
	unit.tx
		.selectDistinctOn([resolution.disputeId], {
			disputeId: resolution.disputeId,
			status: dispute.status,
			verdict: resolution.verdict,
			outcome: resolution.outcome,
			acceptedMinor: resolution.acceptedMinor,
			proposalId: resolution.proposalId
		})
		.from(resolution)
		.innerJoin(
			dispute,
			and(
				eq(dispute.organisationId, resolution.organisationId),
				eq(dispute.id, resolution.disputeId)
			)
		)
		.where(
			and(
				inArray(dispute.status, DECIDED_STATUSES),
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
