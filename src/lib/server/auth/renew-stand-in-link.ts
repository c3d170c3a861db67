import { isSameAddress } from '$lib/domain/same-address';
import { presenceToday } from '../absences/presence';
import type { Unit } from '../db/client';
import { caseOf, type Case } from '../disputes/case-queries';
import { openQuestions } from '../disputes/open-questions';
import type { Assignment } from '../disputes/queries';
import { askStandIn } from '../disputes/reminder-mails';
import { waitingAssignments } from '../disputes/resolver-queries';
import { usersOf } from '../settings/queries';
import { freeKey } from './renewal-key';
import type { SystemScope } from './scope';

/** Whoever stands in today for the one who was asked is asked again, as long as nobody has answered. */
export async function askStandInAgain(
	unit: Unit<SystemScope>,
	about: Case,
	asked: Assignment,
	email: string,
	perHour?: number
): Promise<boolean> {
	const told = (await presenceToday(unit)).of(asked);
	const { standIn } = told;
	if (!standIn || !isSameAddress(standIn.email, email)) return false;
	if ((await openQuestions(unit, [asked.id])).length === 0) return false;
	const onceKey = await freeKey(unit, `${asked.id}:${standIn.email}`, perHour);
	if (!onceKey) return false;
	const step = { kind: 'moved', on: unit.today, dueOn: asked.dueOn } as const;
	await askStandIn(unit, about, { asked, step, told, standIn, onceKey });
	return true;
}

/** The same for everybody this address stands in for today. */
export async function askStandInOfAll(
	unit: Unit<SystemScope>,
	email: string,
	most: number,
	perHour: number
): Promise<void> {
	const presences = await presenceToday(unit);
	for (const user of await usersOf(unit)) {
		const { standIn } = presences.of({ userId: user.id, resolverEmail: user.email });
		if (!standIn || !isSameAddress(standIn.email, email)) continue;
		for (const asked of await waitingAssignments(unit, user.email, most))
			await askStandInAgain(unit, await caseOf(unit, asked.disputeId), asked, email, perHour);
	}
}
