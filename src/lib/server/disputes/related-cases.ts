import { and, desc, eq, gte, ne } from 'drizzle-orm';
import { can } from '$lib/domain/access';
import { addDays, localDateAt } from '$lib/domain/calendar';
import {
	isActive,
	isDecidedOrOver,
	UNDECIDED_STATUSES,
	type DisputeStatus
} from '$lib/domain/disputes/lifecycle';
import { relationOf, type Relation } from '$lib/domain/disputes/related';
import { groupBy } from '$lib/domain/group-by';
import { minorMax, money } from '$lib/domain/money';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { dispute } from '../db/schema/disputes';
import { creditedByDispute } from '../payments/queries';
import { allReasons } from '../settings/queries';
import type { Case } from './case-queries';
import { claimedItems } from './claimed-items';
import { standings } from './standings';

/** Cases older than that are looked for in the file of the customer. */
const LOOKED_BACK_DAYS = 365;
const MOST_SHOWN = 10;
const RANK: Record<Relation | 'same_customer', number> = {
	...{ same_invoices: 0, same_reason: 1, same_customer: 2 }
};

/** Other cases of the customer: those that belong to this one, then whatever else is open. */
export async function relatedCases(unit: Unit<DeskScope>, about: Case) {
	const rows = await otherCases(unit, about);
	const items = await itemsOf(unit, rows);
	const ids = rows.map(({ id }) => id);
	const credited = await creditedByDispute(unit, ids);
	const standingOf = await standings(unit, ids);
	const own = { ...about.dispute, invoiceIds: about.items.map(({ invoiceId }) => invoiceId) };
	const may = can(unit.scope.user.role, 'disputes.decide') && isUndecided(about.dispute.status);
	return rows
		.flatMap((row) => {
			const its = items.get(row.id) ?? [];
			const invoiceIds = its.map(({ invoiceId }) => invoiceId);
			const found = relationOf(own, { ...row, invoiceIds });
			const relation = found ?? (isActive(row.status) ? ('same_customer' as const) : null);
			const all = its.reduce((sum, item) => sum + item.claimedMinor, 0n);
			// As its own page says it.
			const before = isDecidedOrOver(row.status) ? 0n : (credited.get(row.id) ?? 0n);
			const minor = minorMax(0n, all - before);
			const { reference, status, openedOn, labels } = row;
			const claimed = money(minor, its[0]?.currency ?? about.claimed.currency);
			const mayMerge = may && isUndecided(status);
			const isHere = row.duplicateOfId === about.dispute.id;
			const mergedOn =
				isHere && row.mergedAt ? localDateAt(row.mergedAt, unit.scope.timeZone) : null;
			const said = { reference, status, openedOn, labels, claimed, mergedOn, mayMerge };
			return relation ? [{ ...said, ...standingOf(row), relation }] : [];
		})
		.sort((a, b) => RANK[a.relation] - RANK[b.relation])
		.slice(0, MOST_SHOWN);
}

const isUndecided = (status: DisputeStatus): boolean => UNDECIDED_STATUSES.includes(status);

function otherCases(unit: Unit<DeskScope>, { dispute: { id, customerId } }: Case) {
	const reason = allReasons(unit);
	return unit.tx
		.select({
			...{ id: dispute.id, customerId: dispute.customerId, reference: dispute.reference },
			...{ status: dispute.status, openedOn: dispute.openedOn, reasonId: dispute.reasonId },
			...{ duplicateOfId: dispute.duplicateOfId, mergedAt: dispute.mergedAt },
			labels: reason.labels
		})
		.from(dispute)
		.innerJoin(reason, eq(reason.id, dispute.reasonId))
		.where(
			and(
				eq(dispute.organisationId, unit.scope.organisationId),
				eq(dispute.customerId, customerId),
				ne(dispute.id, id),
				gte(dispute.openedOn, addDays(unit.today, -LOOKED_BACK_DAYS))
			)
		)
		.orderBy(desc(dispute.openedAt), desc(dispute.id))
		.limit(200);
}

async function itemsOf(unit: Unit<DeskScope>, cases: readonly { id: string }[]) {
	if (cases.length === 0) return new Map<string, never[]>();
	const item = claimedItems(unit);
	const rows = await unit.tx
		.select({
			...{ disputeId: item.disputeId, invoiceId: item.invoiceId },
			...{ claimedMinor: item.claimedMinor, currency: item.currency }
		})
		.from(item)
		.where(
			oneOf(
				item.disputeId,
				cases.map(({ id }) => id)
			)
		);
	return groupBy(rows, ({ disputeId }) => disputeId);
}
