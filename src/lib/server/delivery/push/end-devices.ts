import { and, eq, isNull, type SQL } from 'drizzle-orm';
import type { Scope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { oneOf } from '../../db/one-of';
import { pushSubscription } from '../../db/schema/push-subscriptions';

/** Nothing more is sent there. @returns those that had not ended before */
export const endDevices = async (unit: Unit<Scope>, ids: readonly string[]): Promise<string[]> =>
	ids.length > 0 ? end(unit, oneOf(pushSubscription.id, ids)) : [];

/** The doors they were asked through are closed. */
export async function endDevicesOfLinks(
	unit: Unit<Scope>,
	linkIds: readonly string[]
): Promise<void> {
	if (linkIds.length > 0) await end(unit, oneOf(pushSubscription.linkId, linkIds));
}

async function end(unit: Unit<Scope>, which: SQL | undefined): Promise<string[]> {
	const rows = await unit.tx
		.update(pushSubscription)
		.set({ endedAt: unit.now })
		.where(
			and(
				eq(pushSubscription.organisationId, unit.scope.organisationId),
				which,
				isNull(pushSubscription.endedAt)
			)
		)
		.returning({ id: pushSubscription.id });
	return rows.map(({ id }) => id);
}
