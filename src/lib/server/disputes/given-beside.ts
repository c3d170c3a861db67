import { and, eq, gte, isNull, or } from 'drizzle-orm';
import { fromInside } from '../auth/from-inside';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { proposal, proposalAnswer } from '../db/schema/proposals';
import { creditedByDispute } from '../payments/queries';
import { claimedItems, everyItem } from './claimed-items';

/** A case and an invoice it is or was about. */
interface About {
	disputeId: string;
	invoiceId: string;
}

/**
 * By case, minor units: what other cases about the same invoices gave, and what is offered in them now. A
 * claim that is cut into cases is one for whoever signs.
 */
export async function givenBeside(
	unit: Unit<Scope>,
	disputeIds: readonly string[]
): Promise<(disputeId: string) => bigint> {
	const own = await invoicesOf(unit, disputeIds);
	const beside = await itemsOn(unit, idsIn(own, 'invoiceId'));
	const offers = await offeredIn(unit, idsIn(beside, 'disputeId'));
	return (id) => {
		const about = new Set(own.filter((one) => one.disputeId === id).map((one) => one.invoiceId));
		const others = beside.filter((one) => one.disputeId !== id && about.has(one.invoiceId));
		const cases = new Set(others.map(({ disputeId }) => disputeId));
		return (
			sumOf(others.map(({ acceptedMinor }) => acceptedMinor)) +
			sumOf(offers.filter((one) => cases.has(one.disputeId)).map(({ amountMinor }) => amountMinor))
		);
	};
}

const sumOf = (minors: readonly (bigint | null)[]): bigint =>
	minors.reduce<bigint>((sum, minor) => sum + (minor ?? 0n), 0n);

const idsIn = (rows: readonly About[], which: keyof About): string[] => [
	...new Set(rows.map((row) => row[which]))
];

async function invoicesOf(unit: Unit<Scope>, disputeIds: readonly string[]): Promise<About[]> {
	if (disputeIds.length === 0) return [];
	const item = claimedItems(unit);
	return unit.tx
		.select({ disputeId: item.disputeId, invoiceId: item.invoiceId })
		.from(item)
		.where(oneOf(item.disputeId, disputeIds));
}

/**
 * What was given of an item that was replaced since was given all the same; a decision that was opened again
 * without a credit gave nothing of it.
 */
async function itemsOn(unit: Unit<Scope>, invoiceIds: readonly string[]) {
	const items = await everyItemOn(unit, invoiceIds);
	const replaced = items.filter((one) => one.replacedAt && one.acceptedMinor);
	if (replaced.length === 0) return items;
	const credited = await fromInside(unit, (inside) =>
		creditedByDispute(inside, idsIn(replaced, 'disputeId'))
	);
	return items.filter(({ disputeId, replacedAt }) => !replacedAt || credited.has(disputeId));
}

async function everyItemOn(unit: Unit<Scope>, invoiceIds: readonly string[]) {
	if (invoiceIds.length === 0) return [];
	const item = everyItem(unit);
	return unit.tx
		.select({
			...{ disputeId: item.disputeId, invoiceId: item.invoiceId },
			...{ acceptedMinor: item.acceptedMinor, replacedAt: item.replacedAt }
		})
		.from(item)
		.where(oneOf(item.invoiceId, invoiceIds));
}

/** Credits a customer may still accept, or has accepted and are not carried out yet. */
async function offeredIn(unit: Unit<Scope>, disputeIds: readonly string[]) {
	if (disputeIds.length === 0) return [];
	const { organisationId } = unit.scope;
	return unit.tx
		.select({ disputeId: proposal.disputeId, amountMinor: proposal.amountMinor })
		.from(proposal)
		.leftJoin(
			proposalAnswer,
			and(
				eq(proposalAnswer.organisationId, proposal.organisationId),
				eq(proposalAnswer.proposalId, proposal.id)
			)
		)
		.where(
			and(
				eq(proposal.organisationId, organisationId),
				oneOf(proposal.disputeId, disputeIds),
				eq(proposal.kind, 'credit'),
				and(isNull(proposal.withdrawnAt), isNull(proposal.lapsedAt), isNull(proposal.carriedOutAt)),
				or(
					eq(proposalAnswer.verdict, 'accepted'),
					and(isNull(proposalAnswer.verdict), gte(proposal.validUntil, unit.today))
				)
			)
		);
}
