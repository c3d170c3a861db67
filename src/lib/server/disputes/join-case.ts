import { uuidv7 } from 'uuidv7';
import { actorOf, type InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { participant } from '../db/schema/participants';
import type { Case } from './case-queries';
import { takesPart, type Mentionable } from './participants';

/** Takes part in a case from now on; whoever does already goes on as he was. */
export async function joinCase(
	unit: Unit<InsideScope>,
	{ dispute: { id, customerId } }: Case,
	who: Mentionable & { by?: string }
): Promise<void> {
	if (await takesPart(unit, id, who.id)) return;
	const { organisationId } = unit.scope;
	await unit.tx.insert(participant).values({
		...{ organisationId, id: uuidv7(), customerId, disputeId: id },
		...{
			userId: who.id,
			userName: who.name,
			addedAt: unit.now,
			addedByName: who.by ?? actorOf(unit.scope).name
		}
	});
}
