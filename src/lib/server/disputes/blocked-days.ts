import { and, eq, isNotNull } from 'drizzle-orm';
import { localDateAt } from '$lib/domain/calendar';
import { blockedDaysBy, type BlockedCase } from '$lib/domain/disputes/blocked-days';
import { groupBy } from '$lib/domain/group-by';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { dispute } from '../db/schema/disputes';
import type { Case } from './case-queries';
import { deadlineFactsOf, deadlinesOf, type DeadlinesOf } from './deadline-facts';

export const blockedDays = async (
	unit: Unit<InsideScope>,
	{ dispute: { id } }: Pick<Case, 'dispute'>
): Promise<number> =>
	(await blockedDaysOf(unit, new Map([[id, await deadlineFactsOf(unit, id)]])))(id);

/** Of each of these cases, how long what it claims has been blocked, be it in a case that went into it. */
export async function blockedDaysOf(
	unit: Unit<InsideScope>,
	deadlines: DeadlinesOf
): Promise<(disputeId: string) => number> {
	const doubles = await doublesBelow(unit, [...deadlines.keys()]);
	const ids = doubles.map(({ id }) => id);
	const all = new Map([...deadlines, ...(await deadlinesOf(unit, ids))]);
	const byInto = groupBy(doubles, ({ into }) => into);
	const caseOf = (id: string): BlockedCase => ({
		...all.get(id)!,
		doubles: (byInto.get(id) ?? []).map((one) => ({ mergedOn: one.mergedOn, of: caseOf(one.id) }))
	});
	return (id) => (all.has(id) ? blockedDaysBy(caseOf(id), unit.today) : 0);
}

/** Also those that went into one of them before it was a double itself. */
async function doublesBelow(
	unit: Unit<InsideScope>,
	ids: readonly string[]
): Promise<Awaited<ReturnType<typeof doublesInto>>> {
	if (ids.length === 0) return [];
	const doubles = await doublesInto(unit, ids);
	const below = await doublesBelow(
		unit,
		doubles.map(({ id }) => id)
	);
	return [...doubles, ...below];
}

async function doublesInto({ tx, scope }: Unit<InsideScope>, ids: readonly string[]) {
	const rows = await tx
		.select({ id: dispute.id, into: dispute.duplicateOfId, mergedAt: dispute.mergedAt })
		.from(dispute)
		.where(
			and(
				eq(dispute.organisationId, scope.organisationId),
				oneOf(dispute.duplicateOfId, ids),
				// One that was only marked as a double claims nothing there.
				isNotNull(dispute.mergedAt)
			)
		);
	return rows.map(({ mergedAt, ...row }) => ({
		...row,
		mergedOn: localDateAt(mergedAt!, scope.timeZone)
	}));
}
