import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import type { Case } from './case-queries';
import { joinCase } from './join-case';
import { participantsOf } from './participants';

/** Colleagues who take part in the one case take part in the other from now on. */
export async function takeParticipants(
	unit: Unit<DeskScope>,
	{ into, from }: { into: Case; from: Case }
): Promise<void> {
	for (const { userId: id, userName: name } of await participantsOf(unit, from.dispute.id))
		await joinCase(unit, into, { id, name });
}
