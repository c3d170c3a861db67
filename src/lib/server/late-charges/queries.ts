import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm';
import { voidedIds } from '$lib/domain/late-charges/standing';
import { totals, type Money } from '$lib/domain/money';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { lateCharge, lateRate } from '../db/schema/late-charges';

export type LateChargeRow = typeof lateCharge.$inferSelect;
export type ChargeKind = LateChargeRow['kind'];

/** What this creditor agreed with its customers instead of what the law says, the newest first. */
export const agreedRates = (unit: Unit<InsideScope>) =>
	unit.tx
		.select()
		.from(lateRate)
		.where(and(eq(lateRate.organisationId, unit.scope.organisationId), isNull(lateRate.removedAt)))
		.orderBy(desc(lateRate.fromOn), asc(lateRate.kind));

/** What was decided about interest and fixed sums of these invoices, in the order it was. */
export const chargesOf = async (
	unit: Unit<InsideScope>,
	invoiceIds: readonly string[]
): Promise<LateChargeRow[]> =>
	invoiceIds.length === 0
		? []
		: unit.tx
				.select()
				.from(lateCharge)
				.where(
					and(
						eq(lateCharge.organisationId, unit.scope.organisationId),
						inArray(lateCharge.invoiceId, [...invoiceIds])
					)
				)
				.orderBy(asc(lateCharge.at), asc(lateCharge.id));

/** What a letter claimed beside its invoices, by currency; what was withdrawn since is not in it. */
export async function claimedWith(unit: Unit<InsideScope>, noticeId: string): Promise<Money[]> {
	return (await claimedWithEach(unit, [noticeId]))(noticeId);
}

/** The same of many letters at once. */
export async function claimedWithEach(
	unit: Unit<InsideScope>,
	noticeIds: readonly string[]
): Promise<(noticeId: string) => Money[]> {
	const rows = await unit.tx
		.select()
		.from(lateCharge)
		.where(
			and(
				eq(lateCharge.organisationId, unit.scope.organisationId),
				inArray(lateCharge.noticeId, [...noticeIds])
			)
		);
	const withdrawn = voidedIds(rows);
	const stand = rows.filter(({ id, decision }) => decision === 'claimed' && !withdrawn.has(id));
	return (noticeId) =>
		totals(
			stand
				.filter((row) => row.noticeId === noticeId)
				.map(({ amountMinor: minor, currency }) => ({ minor, currency }))
		);
}
