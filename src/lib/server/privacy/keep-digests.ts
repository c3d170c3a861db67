import { uuidv7 } from 'uuidv7';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { erasedAddress } from '../db/schema/erasures';
import { addressDigest } from './erased-addresses';

/** By these the addresses are known again when a file or a colleague brings them back. */
export async function keepDigests(
	unit: Unit<InsideScope>,
	erasureId: string,
	addresses: readonly string[]
): Promise<void> {
	await unit.tx.insert(erasedAddress).values(
		addresses.map((address) => ({
			...{ organisationId: unit.scope.organisationId, id: uuidv7(), erasureId },
			...{ digest: addressDigest(unit, address), at: unit.now }
		}))
	);
}
