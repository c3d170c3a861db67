import type { SystemScope } from '../auth/scope';
import { machineNow } from '../clock';
import { log } from '../log';
import { compiledMail } from '../mail/compile';
import type { Way } from './channels/message';
import { claimDelivery, type Claim } from './claim';
import { claimGroup, type Group } from './claim-group';
import { crashAt } from './crash-points';
import { dueIn, takeTogether, type Due } from './due';
import { groupSize } from './group-size';
import { noteLeft } from './journal';
import { onceAvailable } from './once-available';
import type { Attempt } from './outcome';
import type { Lane } from './registry';
import { sendGroup } from './send-group';
import { setAside } from './set-aside';
import { settleDelivery } from './settle';

export interface Turn {
	scope: SystemScope;
	/** As its organisation is called in the log. */
	slug: string;
	way: Way;
	lanes: readonly Lane[];
	/** No message of this turn begins later. */
	until: Date;
}

/** How it went, also when it was interrupted. */
export interface TurnEnd {
	sent: number;
	/** Nobody answers there: nothing more begins. */
	unreachable: boolean;
}

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

interface Batch {
	due: Due[];
	end: TurnEnd;
	/** Through one lane, lately. */
	msPerMail: number;
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

const goesOn = ({ until }: Turn, { end }: Batch): boolean =>
	!end.unreachable && machineNow() < until;

async function work(turn: Turn, lane: Lane, batch: Batch): Promise<void> {
	while (batch.due.length > 0 && goesOn(turn, batch)) {
		const size = groupSize(batch.msPerMail, batch.due.length, turn.lanes.length);
		const taken = takeTogether(batch.due, size);
		await (taken.length > 1
			? deliverTogether(turn, lane, batch, taken)
			: deliverOne(turn, lane, batch, taken[0]!));
	}
}

/** @returns whether a server was asked */
async function deliverOne({ scope }: Turn, lane: Lane, batch: Batch, due: Due): Promise<boolean> {
	const claim = await claimOrSetAside(scope, due);
	if (!claim) return false;
	const began = machineNow();
	crashAt('after_claim');
	const attempt = await lane.send(claim.message);
	if (attempt.kind === 'accepted') noteLeft(scope, claim);
	await onceAvailable(() => settleDelivery(scope, claim, attempt));
	crashAt('after_commit');
	batch.msPerMail = machineNow().getTime() - began.getTime();
	note(batch.end, claim, attempt);
	return true;
}

async function deliverTogether(turn: Turn, lane: Lane, batch: Batch, taken: Due[]): Promise<void> {
	const group = await claimOrPart(turn.scope, batch, taken);
	if (!group) return;
	const began = machineNow();
	let settled = 0;
	const course = {
		...{ scope: turn.scope, lane },
		goesOn: (last?: Attempt) => last?.kind !== 'unreachable' && goesOn(turn, batch),
		settled(claim: Claim, attempt: Attempt) {
			settled++;
			note(batch.end, claim, attempt);
		}
	};
	const back = new Set(await sendGroup(course, group));
	if (settled > 0) batch.msPerMail = (machineNow().getTime() - began.getTime()) / settled;
	// Where not even the first began in time, they are tried one by one.
	for (const one of taken) if (back.has(one.id)) batch.due.push({ ...one, alone: settled === 0 });
}

function note(end: TurnEnd, claim: Claim, attempt: Attempt): void {
	if (attempt.kind === 'accepted') end.sent++;
	else tellRefusal(claim, attempt);
	if (isAway(claim, attempt)) end.unreachable = true;
}

/**
 * A provider that gave no clear answer gives none to the next message either, and of each of them nobody
 * would know whether it left. A mail server may fall silent over one mail.
 */
const isAway = ({ message }: Claim, { kind }: Attempt): boolean =>
	kind === 'unreachable' || (kind === 'silent' && message.way !== 'email');

const tellRefusal = (claim: Claim, { kind, response }: Attempt): void =>
	log('warn', 'delivery.not_accepted', {
		deliveryId: claim.id,
		attempt: claim.attempts,
		outcome: kind,
		response
	});

async function claimOrSetAside(scope: SystemScope, due: Due): Promise<Claim | null> {
	try {
		// Outside the claim: a transaction does not wait for a compiler.
		await compiledMail(due.mail, due.language);
		return await claimDelivery(scope, due.id);
	} catch (error) {
		log('error', 'delivery.not_written', { deliveryId: due.id, mail: due.mail, error });
		await setAside(scope, due.id, error);
		return null;
	}
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
