import { and, asc, eq, inArray, lte } from 'drizzle-orm';
import type { SystemScope } from '../auth/scope';
import { machineNow } from '../clock';
import { unitOfWork } from '../db/client';
import { delivery } from '../db/schema/delivery';
import { log } from '../log';
import { compiledMail } from '../mail/compile';
import type { Way } from './channels/message';
import { claimDelivery, type Claim } from './claim';
import { crashAt } from './crash-points';
import { noteLeft } from './journal';
import { onceAvailable } from './once-available';
import type { Attempt } from './outcome';
import type { Lane } from './registry';
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

/** Messages read at once: what is due beyond them waits for the next turn. */
const AT_ONCE = 200;

/** What one organisation sends on one way before it is the turn of the others. */
export async function takeTurn(turn: Turn): Promise<TurnEnd> {
	const end: TurnEnd = { sent: 0, unreachable: false };
	try {
		const due = await dueIn(turn);
		if (due.length > 0) await send(turn, { due, end });
	} catch (error) {
		// What failed is asked about again after its lease; the other organisations do not wait for it.
		log('error', 'delivery.interrupted', { organisation: turn.slug, way: turn.way, error });
	}
	return end;
}

interface Batch {
	due: Due[];
	end: TurnEnd;
}

async function send(turn: Turn, batch: Batch): Promise<void> {
	// One knocks first: where nobody answers, the others wait without spending one of their attempts.
	while (batch.due.length > 0 && !(await deliverNext(turn.scope, turn.lanes[0]!, batch)));
	// Each ends its dialogue even when another fails: a line that is cut leaves a mail nobody knows about.
	const ends = await Promise.allSettled(turn.lanes.map((lane) => work(turn, lane, batch)));
	const failed = ends.find((end) => end.status === 'rejected');
	if (failed) throw failed.reason;
}

async function work({ scope, until }: Turn, lane: Lane, batch: Batch): Promise<void> {
	while (batch.due.length > 0 && !batch.end.unreachable && machineNow() < until)
		await deliverNext(scope, lane, batch);
}

/** @returns whether a server was asked */
async function deliverNext(scope: SystemScope, lane: Lane, { due, end }: Batch): Promise<boolean> {
	const claim = await claimOrSetAside(scope, due.shift()!);
	if (!claim) return false;
	crashAt('after_claim');
	const attempt = await lane.send(claim.message);
	if (attempt.kind === 'accepted') noteLeft(scope, claim);
	await onceAvailable(() => settleDelivery(scope, claim, attempt));
	crashAt('after_commit');
	if (attempt.kind === 'accepted') end.sent++;
	else tellRefusal(claim, attempt);
	if (isAway(claim, attempt)) end.unreachable = true;
	return true;
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

type Due = Pick<typeof delivery.$inferSelect, 'id' | 'mail' | 'language'>;

const dueIn = ({ scope, way }: Turn): Promise<Due[]> =>
	unitOfWork(scope, (unit) =>
		unit.tx
			.select({ id: delivery.id, mail: delivery.mail, language: delivery.language })
			.from(delivery)
			.where(
				and(
					eq(delivery.organisationId, scope.organisationId),
					eq(delivery.channel, way),
					inArray(delivery.status, ['planned', 'retry']),
					lte(delivery.nextAttemptAt, unit.now)
				)
			)
			.orderBy(asc(delivery.nextAttemptAt), asc(delivery.id))
			.limit(AT_ONCE)
	);

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
