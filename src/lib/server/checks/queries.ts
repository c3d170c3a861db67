import { and, asc, eq, gt, sum } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { finding } from '../db/schema/findings';

export type Finding = Omit<typeof finding.$inferSelect, 'organisationId'>;

/** What the last look at each promise found. */
export const findingsOf = (unit: Unit<InsideScope>): Promise<Finding[]> =>
	unit.tx
		.select({
			check: finding.check,
			count: finding.count,
			sample: finding.sample,
			at: finding.at
		})
		.from(finding)
		.where(eq(finding.organisationId, unit.scope.organisationId))
		.orderBy(asc(finding.check));

/** How many breaches there are to look at. */
export async function brokenPromises(unit: Unit<InsideScope>): Promise<number> {
	const [row] = await unit.tx
		.select({ count: sum(finding.count) })
		.from(finding)
		.where(and(eq(finding.organisationId, unit.scope.organisationId), gt(finding.count, 0)));
	return Number(row?.count ?? 0);
}
