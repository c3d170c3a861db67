import { and, eq, inArray } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { Money } from '$lib/domain/money';
import type { InsideScope, Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { digestLine } from '../db/schema/digest-lines';
import type { Case } from './case-queries';

interface Told {
	userId: string;
	onceKey: string;
	event: string;
	amount: Money;
	colleague: string;
}

/** A line of his next digest; the same key is one line, as it would be one mail. */
export async function keepForDigest(
	unit: Unit<Scope>,
	{ dispute }: Case,
	{ amount, ...told }: Told
): Promise<void> {
	const { organisationId } = unit.scope;
	await unit.tx
		.insert(digestLine)
		.values({
			...{ organisationId, id: uuidv7(), customerId: dispute.customerId, disputeId: dispute.id },
			...{ ...told, amountMinor: amount.minor, currency: amount.currency },
			at: unit.now
		})
		.onConflictDoNothing();
}

/** Which of these lines were kept, by their keys, told or not. */
export async function keptLines(
	unit: Unit<InsideScope>,
	keys: readonly string[]
): Promise<ReadonlySet<string>> {
	if (keys.length === 0) return new Set();
	const rows = await unit.tx
		.select({ key: digestLine.onceKey })
		.from(digestLine)
		.where(
			and(
				eq(digestLine.organisationId, unit.scope.organisationId),
				inArray(digestLine.onceKey, [...new Set(keys)])
			)
		);
	return new Set(rows.map(({ key }) => key));
}
