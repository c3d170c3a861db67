import { eq } from 'drizzle-orm';
import { CUSTOMER_DAY, refuseAboveCustomerDay } from '../auth/link-day';
import type { PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { disputeFollower } from '../db/schema/followers';
import type { Case } from './case-queries';
import { followDispute, type NewFollower } from './follow-dispute';

/** Each is written to: so many a day over all cases of the customer, this one among them. @throws customer_too_often */
export async function followFromPortal(
	unit: Unit<PortalScope>,
	about: Case,
	input: NewFollower
): Promise<void> {
	await followDispute(unit, about, input);
	await refuseAboveCustomerDay(unit, {
		...{ table: disputeFollower, at: disputeFollower.addedAt, most: CUSTOMER_DAY.followers + 1 },
		which: eq(disputeFollower.addedByKind, 'customer')
	});
}
