import { and, eq, max } from 'drizzle-orm';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { message } from '../db/schema/messages';

/** When its customer was asked something in words last; null: never. */
export async function lastQuestionAt(unit: Unit<Scope>, disputeId: string): Promise<Date | null> {
	const [row] = await unit.tx
		.select({ at: max(message.at) })
		.from(message)
		.where(
			and(
				eq(message.organisationId, unit.scope.organisationId),
				eq(message.disputeId, disputeId),
				eq(message.asks, true)
			)
		);
	return row?.at ?? null;
}
