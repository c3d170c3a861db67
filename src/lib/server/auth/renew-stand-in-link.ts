import { isSameAddress } from '$lib/domain/same-address';
import { presenceToday, type Presences } from '../absences/presence';
import type { Unit } from '../db/client';
import { caseOf, type Case } from '../disputes/case-queries';
import { mailResolver } from '../disputes/mail-resolver';
import { openQuestions } from '../disputes/open-questions';
import type { Assignment } from '../disputes/queries';
import { waitingForStandIn } from '../disputes/resolver-queries';
import { standsInOf } from '../disputes/stands-in';
import { takerOf } from '../disputes/taken-up';
import { whoAnswersNow } from '../disputes/who-answers-now';
import { usersOf } from '../settings/queries';
import { freeKey, type Renewal } from './renewal-key';
import type { SystemScope } from './scope';

interface Asker {
	email: string;
	presences: Presences;
	perHour?: number;
}

/** Whoever answers today for the one who was asked is asked again, as long as nobody has answered. */
export const askStandInAgain = async (
	unit: Unit<SystemScope>,
	about: Case,
	asked: Assignment,
	email: string
): Promise<Renewal> =>
	askIfHis(unit, about, asked, { email, presences: await presenceToday(unit) });

/** Looked through for those that wait for him. */
const MOST_LOOKED_AT = 50;

/** The same for everybody this address answers for today. */
export async function askStandInOfAll(
	unit: Unit<SystemScope>,
	email: string,
	most: number,
	perHour: number
): Promise<void> {
	const him = (await usersOf(unit)).find((user) => isSameAddress(user.email, email));
	if (!him) return;
	const presences = await presenceToday(unit);
	const standsIn = await standsInOf(unit, him.id, presences);
	let left = most;
	for (const asked of await waitingForStandIn(unit, standsIn, MOST_LOOKED_AT)) {
		const about = await caseOf(unit, asked.disputeId);
		if ((await askIfHis(unit, about, asked, { email, presences, perHour })) === 'mailed') left--;
		if (left === 0) return;
	}
}

async function askIfHis(
	unit: Unit<SystemScope>,
	about: Case,
	asked: Assignment,
	{ email, presences, perHour }: Asker
): Promise<Renewal> {
	const takenById = await takerOf(unit, asked.id);
	const { standIn, awayUntil: until } = whoAnswersNow({ ...asked, takenById }, presences);
	if (!standIn || !isSameAddress(standIn.email, email)) return 'over';
	// Whoever asked back keeps his door while he waits for what he asked, like the one who was asked himself.
	if (!takenById && (await openQuestions(unit, [asked.id])).length === 0) return 'over';
	const onceKey = await freeKey(unit, `${asked.id}:${standIn.email}`, perHour);
	if (!onceKey) return 'enough';
	const { id: assignmentId, dueOn, resolverName: name } = asked;
	await mailResolver(unit, about, {
		...{ assignmentId, onceKey, dueOn, to: standIn },
		...(until && { standsInFor: { name, until } })
	});
	return 'mailed';
}
