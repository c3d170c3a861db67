import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { adviceAskedOf } from './advice-asked';
import { questionsLeftBy } from './asked-of-nobody';
import { caseOf } from './case-queries';
import { tellStaff } from './notify-dispute';
import { tellThatAskedLeft } from './tell-who-asked';

/** Whoever looks after a case reads in his next summary that a colleague left before he answered: it is in his day at once. Whoever had asked him for advice reads it by mail. */
export async function tellOfLeaver(
	unit: Unit<InsideScope>,
	leaver: { id: string; email: string; name: string }
): Promise<void> {
	for (const { id, disputeId } of await questionsLeftBy(unit, leaver))
		await tellStaff(unit, await caseOf(unit, disputeId), {
			...{ event: 'resolver_left', onceKey: `staff-alert:left:${id}:${unit.today}` },
			...{ text: '', colleague: leaver.name, inSummary: true }
		});
	for (const disputeId of (await adviceAskedOf(unit, [leaver])).keys())
		await tellThatAskedLeft(unit, await caseOf(unit, disputeId), leaver.name);
}
