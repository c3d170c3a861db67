import { and, eq } from 'drizzle-orm';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { dispute } from '../db/schema/disputes';
import type { Case } from './case-queries';

/** The reference of the case a double went into; null where it is none, or where nobody said which. */
export async function duplicateOf(
	unit: Unit<Scope>,
	double: Case['dispute']
): Promise<string | null> {
	if (!double.duplicateOfId) return null;
	const [goesOn] = await unit.tx
		.select({ reference: dispute.reference })
		.from(dispute)
		.where(
			and(
				eq(dispute.organisationId, unit.scope.organisationId),
				eq(dispute.customerId, double.customerId),
				eq(dispute.id, double.duplicateOfId)
			)
		);
	return goesOn?.reference ?? null;
}
