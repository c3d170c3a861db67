import { unitOfWork } from '../db/client';
import { log } from '../log';
import { hasProvider } from './channels/message';
import { deliverOne } from './deliver-one';
import { deliverTogether } from './deliver-together';
import { dueIn, takeTogether } from './due';
import { groupSize } from './group-size';
import { holdBack, joinHeldBack, letLeave } from './hold-back';
import type { Lane } from './registry';
import { goesOn, type Batch, type Turn, type TurnEnd } from './turn-state';

/** What one organisation sends on one way before it is the turn of the others. */
export async function takeTurn(turn: Turn): Promise<TurnEnd> {
	const end: TurnEnd = { sent: 0, unreachable: false, silent: false };
	try {
		if (hasProvider(turn.way)) await joinHeldBack(turn.scope, turn.way);
		const due = await dueIn(turn.scope, turn.way);
		if (due.length > 0) await send(turn, { due, end, msPerMail: Infinity });
		if (hasProvider(turn.way)) await heed(turn, end);
	} catch (error) {
		// What failed is asked about again after its lease; the other organisations do not wait for it.
		log('error', 'delivery.interrupted', { organisation: turn.slug, way: turn.way, error });
	}
	return end;
}

/** Whether the provider answers says whether the others are tried soon. */
async function heed({ scope, way }: Turn, { sent, silent }: TurnEnd): Promise<void> {
	if (silent) return holdBack(scope, way);
	if (sent > 0) await unitOfWork(scope, (unit) => letLeave(unit, way));
}

async function send(turn: Turn, batch: Batch): Promise<void> {
	await knock(turn, batch);
	// Each ends its dialogue even when another fails: a line that is cut leaves a mail nobody knows about.
	const ends = await Promise.allSettled(turn.lanes.map((lane) => work(turn, lane, batch)));
	const failed = ends.find((end) => end.status === 'rejected');
	if (failed) throw failed.reason;
}

/**
 * One goes first: where nobody answers, the others wait without spending one of their attempts. Those
 * that do not leave, or that somebody holds, take time as well; each turn looks at one of them at least.
 */
async function knock(turn: Turn, batch: Batch): Promise<void> {
	let isAsked: boolean;
	do isAsked = await deliverOne(turn, turn.lanes[0]!, batch, batch.due.shift()!);
	while (!isAsked && batch.due.length > 0 && goesOn(turn, batch));
}

async function work(turn: Turn, lane: Lane, batch: Batch): Promise<void> {
	while (batch.due.length > 0 && goesOn(turn, batch)) {
		const size = groupSize(batch.msPerMail, batch.due.length, turn.lanes.length);
		const taken = takeTogether(batch.due, size);
		await (taken.length > 1
			? deliverTogether(turn, lane, batch, taken)
			: deliverOne(turn, lane, batch, taken[0]!));
	}
}
