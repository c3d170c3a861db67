import type { Presence } from '../absences/presence';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import type { Case } from './case-queries';
import { tellStaff } from './notify-dispute';

/** He is away and so is everybody who could answer for him: the question waits for him, and staff read it once. */
export async function tellOfNobody(
	unit: Unit<Scope>,
	about: Case,
	{ awayUntil, standIn, id, name }: Presence & { id: string; name: string }
): Promise<void> {
	if (!awayUntil || standIn) return;
	await tellStaff(unit, about, {
		...{ event: 'resolver_away', onceKey: `staff-alert:away:${id}:${awayUntil}` },
		...{ text: '', colleague: name, awayUntil }
	});
}
