import { mayBeAsked } from '$lib/domain/access';
import { presenceToday, type Colleague } from '../absences/presence';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { questionsLeftBy } from './asked-of-nobody';
import { passQuestion } from './assign-dispute';

/** Who answers today for a colleague who is away; null: he is there, or nobody does. */
export async function standInOf(
	unit: Unit<InsideScope>,
	{ userId, email }: { userId: string; email: string }
): Promise<Colleague | null> {
	const { standIn } = (await presenceToday(unit)).of({ userId, resolverEmail: email });
	return standIn && mayBeAsked(standIn) ? standIn : null;
}

/** What was asked of whoever left goes on with the colleague who had it while he was away: asked himself now, and reminded. */
export async function passToStandIn(
	unit: Unit<InsideScope>,
	leaver: { id: string; email: string },
	standIn: Colleague
): Promise<void> {
	for (const { disputeId } of await questionsLeftBy(unit, leaver))
		await passQuestion(unit, disputeId, standIn.id);
}
