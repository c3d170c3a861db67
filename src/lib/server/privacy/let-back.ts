import { and, eq, isNull } from 'drizzle-orm';
import { actorOf, type InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { erasedAddress } from '../db/schema/erasures';
import { addressDigest } from './erased-addresses';

/** Its owner wants to hear from us again: whoever says so answers for it, in the audit of what he adds. */
export async function letBack(unit: Unit<InsideScope>, email: string): Promise<void> {
	await unit.tx
		.update(erasedAddress)
		.set({ letBackAt: unit.now, letBackBy: actorOf(unit.scope).name })
		.where(
			and(
				eq(erasedAddress.organisationId, unit.scope.organisationId),
				eq(erasedAddress.digest, addressDigest(unit, email)),
				isNull(erasedAddress.letBackAt)
			)
		);
}
