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
			/** The line broke before an answer came. */
			cause?: 'cut off';
	  }
	/** No server was reached: the next letter would fare no better, and this one has not been tried. */
	| { kind: 'unreachable'; response: string }
	/** The letter left and no answer came: it may have arrived. */
	| { kind: 'silent'; response: string };

/** Response of a letter that left, or may have, while the witness mailbox was refused. */
export const WITHOUT_COPY = 'without_copy';

export type Outcome =
	{ status: 'sent' | 'failed' | 'unknown' } | { status: 'retry'; inMinutes: number };

const WAITS = [5, 15, 60, 240, 720];
export const MOST_ATTEMPTS = 8;

/** A server that is away does not make a mail fail; the longer it is away, the rarer we knock. */
const knockAgainIn = (waitedMinutes: number): number =>
	Math.min(60, Math.max(5, Math.round(waitedMinutes / 4)));

/** `attempts` counts this one. What may have arrived is never tried again by itself. */
export function outcomeOf(attempt: Attempt, attempts: number, waitedMinutes = 0): Outcome {
	if (attempt.kind === 'accepted') return { status: 'sent' };
	if (attempt.kind === 'silent') return { status: 'unknown' };
	if (attempt.kind === 'refused' && attempt.permanent) return { status: 'failed' };
	if (attempt.kind === 'unreachable')
		return { status: 'retry', inMinutes: knockAgainIn(waitedMinutes) };
	if (attempts >= MOST_ATTEMPTS) return { status: 'failed' };
	return { status: 'retry', inMinutes: WAITS[Math.min(attempts, WAITS.length) - 1]! };
}
