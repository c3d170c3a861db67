import type { SystemScope } from '../auth/scope';
import { machineNow } from '../clock';
import { log } from '../log';
import { compiledMail } from '../mail/compile';
import type { Claim } from './claim';
import { claimGroup, type Group } from './claim-group';
import type { Due } from './due';
import type { Attempt } from './outcome';
import type { Lane } from './registry';
import { sendGroup, type Course } from './send-group';
import { goesOn, note, type Batch, type Turn } from './turn-state';

/** Reminders by mail, each to another customer, through one lane. */
export async function deliverTogether(
	turn: Turn,
	lane: Lane,
	batch: Batch,
	taken: Due[]
): Promise<void> {
	const group = await claimOrPart(turn.scope, batch, taken);
	if (!group) return;
	const began = machineNow();
	const course = courseOf(turn, lane, batch);
	const back = new Set(await sendGroup(course, group));
	const settled = course.count();
	if (settled > 0) batch.msPerMail = (machineNow().getTime() - began.getTime()) / settled;
	// Where not even the first began in time, they are tried one by one.
	for (const one of taken) if (back.has(one.id)) batch.due.push({ ...one, alone: settled === 0 });
}

function courseOf(turn: Turn, lane: Lane, batch: Batch): Course & { count: () => number } {
	let settled = 0;
	return {
		...{ scope: turn.scope, lane },
		goesOn: (last?: Attempt) => last?.kind !== 'unreachable' && goesOn(turn, batch),
		settled(claim: Claim, attempt: Attempt) {
			settled++;
			note(batch.end, claim, attempt);
		},
		count: () => settled
	};
}

/** One that is held or cannot be written holds nobody up: they are then taken one by one. */
async function claimOrPart(scope: SystemScope, batch: Batch, taken: Due[]): Promise<Group | null> {
	try {
		for (const { mail, language } of taken) await compiledMail(mail, language);
		return await claimGroup(
			scope,
			taken.map(({ id }) => id)
		);
	} catch (error) {
		log('warn', 'delivery.group_parted', { mails: taken.length, error });
		batch.due.unshift(...taken.map((one) => ({ ...one, alone: true })));
		return null;
	}
}
