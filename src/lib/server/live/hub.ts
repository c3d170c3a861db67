import { listenTo, type Listening } from '../db/listen';
import { readMessage, type LiveMessage } from './message';

/** An open page of a colleague. */
export interface Watcher {
	readonly organisationId: string;
	readonly userId: string;
	/** The case that is open; null = the queue. */
	readonly disputeId: string | null;
	/** Only what this page may know. */
	hear(message: LiveMessage): void;
	/** From now on nothing is missed; said again after an interruption, in which something may have been. */
	ready(): void;
	/** `over`: another page of the same person needs the place; it is not to come back by itself. */
	end(last?: 'over'): void;
}

/**
 * A page more ends the oldest one. Hidden pages have none; a browser opens six connections to a server at most, and two
 * of them are for everything else.
 */
export const MOST_STREAMS = 4;

const watchers = new Set<Watcher>();
let listening: Listening | undefined;
let isHearing = false;
let isStopping = false;

/** One connection listens for all pages of this process, as long as there is one. */
export function watch(watcher: Watcher): void {
	if (isStopping) return watcher.end();
	const own = [...watchers].filter(({ userId }) => userId === watcher.userId);
	for (const one of own.slice(0, Math.max(0, own.length - MOST_STREAMS + 1))) one.end('over');
	watchers.add(watcher);
	listening ??= listenTo('entendu_live', { heard, begun, lost });
	if (isHearing) watcher.ready();
}

export function unwatch(watcher: Watcher): void {
	watchers.delete(watcher);
	if (watchers.size > 0) return;
	listening?.close();
	listening = undefined;
	isHearing = false;
}

export function endAllStreams(): void {
	for (const watcher of [...watchers]) watcher.end();
}

/** The server stops: no stream begins any more. @returns what undoes it */
export function stopStreams(): () => void {
	isStopping = true;
	endAllStreams();
	return () => void (isStopping = false);
}

/** The same colleague has another page on this case open. */
export const isElsewhere = ({ userId, disputeId }: Watcher): boolean =>
	[...watchers].some((one) => one.userId === userId && one.disputeId === disputeId);

function heard(payload: string): void {
	const message = readMessage(payload);
	if (!message) return;
	for (const watcher of [...watchers]) if (concerns(watcher, message)) watcher.hear(message);
}

/** Another organisation hears nothing, a case only of itself and of many at once, the queue of no presence. */
function concerns(watcher: Watcher, message: LiveMessage): boolean {
	if (watcher.organisationId !== message.organisationId) return false;
	if (watcher.disputeId === null) return message.kind === 'changed';
	return message.disputeId === null || watcher.disputeId === message.disputeId;
}

function begun(): void {
	isHearing = true;
	for (const watcher of [...watchers]) watcher.ready();
}

function lost(): void {
	isHearing = false;
}
