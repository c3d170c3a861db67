import type { SystemScope } from '../auth/scope';
import { machineNow } from '../clock';
import { log } from '../log';
import { hasProvider, type Way } from './channels/message';
import type { Claim } from './claim';
import type { Due } from './due';
import type { Attempt } from './outcome';
import type { Lane } from './registry';

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
	/** One was handed over without a clear answer, and the others would be. */
	silent: boolean;
}

/** What is due in a turn; lanes take from it until it is empty. */
export interface Batch {
	due: Due[];
	end: TurnEnd;
	/** Through one lane, lately. */
	msPerMail: number;
}

export const goesOn = ({ until }: Turn, { end }: Batch): boolean =>
	!end.unreachable && machineNow() < until;

/**
 * How one of them went. A provider that gave no clear answer gives none to the next message either, and of
 * each of them nobody would know whether it left. A mail server may fall silent over one mail, a push service over
 * one device.
 */
export function note(end: TurnEnd, claim: Claim, attempt: Attempt): void {
	if (attempt.kind === 'accepted') end.sent++;
	else tellRefusal(claim, attempt);
	if (attempt.kind === 'silent' && hasProvider(claim.message.way)) end.silent = true;
	if (end.silent || attempt.kind === 'unreachable') end.unreachable = true;
}

const tellRefusal = (claim: Claim, { kind, response }: Attempt): void =>
	log('warn', 'delivery.not_accepted', {
		deliveryId: claim.id,
		attempt: claim.attempts,
		outcome: kind,
		response
	});
