import { fromInside } from '../auth/from-inside';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { addressOf } from '../settings/account-queries';
import type { Case } from './case-queries';

/** By name: whoever looks after the case reads what is answered in it; null: nobody does. */
export async function officerOf(
	unit: Unit<Scope>,
	{ collectorId }: Case['dispute']
): Promise<string | null> {
	if (!collectorId) return null;
	const officer = await fromInside(unit, (beside) => addressOf(beside, collectorId));
	return officer?.name ?? null;
}
