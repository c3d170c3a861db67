import { and, eq, exists, gte, isNull, lte, sql, type SQL, type SQLWrapper } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { promise } from '../db/schema/promises';

/** To filter customers with: the day of a promise of theirs went by since then, kept or not. */
export const promiseEndedSince = (
	{ tx, scope, today }: Unit<InsideScope>,
	customerId: SQLWrapper,
	since: LocalDate
): SQL =>
	exists(
		tx
			.select({ one: sql`1` })
			.from(promise)
			.where(
				and(
					eq(promise.organisationId, scope.organisationId),
					eq(promise.customerId, customerId),
					isNull(promise.withdrawnAt),
					gte(promise.dueOn, since),
					lte(promise.dueOn, today)
				)
			)
	);
