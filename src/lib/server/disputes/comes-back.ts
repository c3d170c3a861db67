import { isSameAddress } from '$lib/domain/same-address';
import { presenceToday } from '../absences/presence';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';

/**
 * Whether what is asked of somebody would be mailed to `own` again: it is his address, or he stands in today for
 * whoever has it.
 */
export async function comingBackTo(
	unit: Unit<Scope>,
	own: string
): Promise<(asked: { email: string }) => boolean> {
	const presences = await presenceToday(unit);
	return ({ email }) => {
		const { standIn } = presences.of({ userId: null, resolverEmail: email });
		return isSameAddress(standIn?.email ?? email, own) || isSameAddress(email, own);
	};
}
