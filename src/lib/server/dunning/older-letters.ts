import { and, eq, sql } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { notice } from '../db/schema/notices';

type Key = Pick<typeof notice.$inferSelect, 'customerId' | 'leaderInvoiceId' | 'stepKey'>;

/** How many letters of this step came back and gave their key away. */
export const olderLetters = (
	unit: Unit<InsideScope>,
	{ customerId, leaderInvoiceId, stepKey }: Key
): Promise<number> =>
	unit.tx.$count(
		notice,
		and(
			eq(notice.organisationId, unit.scope.organisationId),
			eq(notice.customerId, customerId),
			eq(notice.leaderInvoiceId, leaderInvoiceId),
			// Keys hold no full stop: what follows one is a number (written-again.ts).
			sql`${notice.stepKey} <> ${stepKey} and split_part(${notice.stepKey}, '.', 1) = ${stepKey}`
		)
	);
