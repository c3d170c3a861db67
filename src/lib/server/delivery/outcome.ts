import type { OwnWord } from '$lib/domain/delivery/own-words';

/** What became of one attempt, as seen from the wire. */
export type Attempt =
	| { kind: 'accepted'; response: string }
	/** The server answered, or nothing of the letter left. */
	| {
			kind: 'refused';
			response: string;
			permanent: boolean;
			/** The server refused this recipient or this letter, not the sender. */
			ofRecipient?: boolean;
			/** Nobody is there any more, and nobody has to do anything about it. */
			gone?: true;
			/** The line broke before an answer came. */
			cause?: 'cut off';
	  }
	/** No server was reached: the next letter would fare no better, and this one has not been tried. */
	| { kind: 'unreachable'; response: string }
	/** The letter left and no answer came: it may have arrived. */
	| { kind: 'silent'; response: string };

/** Response of a letter that left, or may have, while the witness mailbox was refused. */
export const WITHOUT_COPY = 'without_copy' satisfies OwnWord;

export type Outcome =
	| { status: 'sent' | 'unknown' | 'cancelled' }
	/** `gaveUp`: nobody said no, and it has been tried for as long as it is. */
	| { status: 'failed'; gaveUp?: true }
	| { status: 'retry'; inMinutes: number };

const WAITS = [5, 15, 60, 240, 720];

/** Two days from the first try: whoever is away longer than that has to be asked about, not waited for. */
export const PATIENCE_MINUTES = 48 * 60;

/** A server that is away has not tried the mail; the longer it is away, the rarer we knock. */
const knockAgainIn = (triedMinutes: number): number =>
	Math.min(60, Math.max(5, Math.round(triedMinutes / 4)));

/** Minutes in which a provider that gives no clear answer is asked for nothing more; each asking may leave one in doubt. */
export const pauseAfterSilence = (silentMinutes: number): number =>
	Math.min(120, Math.max(5, Math.round(silentMinutes)));

/**
 * `attempts` counts this one, `triedMinutes` have gone by since the first. What may have arrived is
 * never tried again by itself; what certainly did not is tried for two days, the last time at their end.
 */
export function outcomeOf(attempt: Attempt, attempts: number, triedMinutes = 0): Outcome {
	if (attempt.kind === 'accepted') return { status: 'sent' };
	if (attempt.kind === 'silent') return { status: 'unknown' };
	if (attempt.kind === 'refused' && attempt.gone) return { status: 'cancelled' };
	if (attempt.kind === 'refused' && attempt.permanent) return { status: 'failed' };
	if (triedMinutes >= PATIENCE_MINUTES) return { status: 'failed', gaveUp: true };
	const wait =
		attempt.kind === 'unreachable'
			? knockAgainIn(triedMinutes)
			: WAITS[Math.min(Math.max(attempts, 1), WAITS.length) - 1]!;
	return { status: 'retry', inMinutes: Math.min(wait, Math.ceil(PATIENCE_MINUTES - triedMinutes)) };
}

export { GAVE_UP } from '$lib/domain/delivery/own-words';
