import { log } from '../log';
import { deliverOne } from './deliver-one';
import { deliverTogether } from './deliver-together';
import { dueIn, takeTogether } from './due';
import { groupSize } from './group-size';
import type { Lane } from './registry';
import { goesOn, type Batch, type Turn, type TurnEnd } from './turn-state';

/** What one organisation sends on one way before it is the turn of the others. */
export async function takeTurn(turn: Turn): Promise<TurnEnd> {
	const end: TurnEnd = { sent: 0, unreachable: false };
	try {
		const due = await dueIn(turn.scope, turn.way);
		if (due.length > 0) await send(turn, { due, end, msPerMail: Infinity });
	} catch (error) {
		// What failed is asked about again after its lease; the other organisations do not wait for it.
		log('error', 'delivery.interrupted', { organisation: turn.slug, way: turn.way, error });
	}
	return end;
}

async function send(turn: Turn, batch: Batch): Promise<void> {
	// One knocks first: where nobody answers, the others wait without spending one of their attempts.
	while (
		batch.due.length > 0 &&
		!(await deliverOne(turn, turn.lanes[0]!, batch, batch.due.shift()!))
	);
	// Each ends its dialogue even when another fails: a line that is cut leaves a mail nobody knows about.
	const ends = await Promise.allSettled(turn.lanes.map((lane) => work(turn, lane, batch)));
	const failed = ends.find((end) => end.status === 'rejected');
	if (failed) throw failed.reason;
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
