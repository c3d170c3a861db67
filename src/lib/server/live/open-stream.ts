import { randomInt } from 'node:crypto';
import { AppError } from '$lib/domain/errors';
import type { DeskScope } from '../auth/scope';
import { sessionLasts } from '../auth/session';
import { unitOfWork } from '../db/client';
import { disputeIdOf } from '../disputes/case-queries';
import { log } from '../log';
import { announce } from './announce';
import { gather } from './gather';
import { isElsewhere, unwatch, watch, type Watcher } from './hub';
import type { Change, Presence } from './message';

const BEAT_MS = 25_000;
/** Then the browser asks anew, and what its person may do is looked at again. */
const LONGEST_MS = 15 * 60_000;
/** A server that comes back is not asked by everybody in the same second. */
const SOONEST_RETRY_MS = 3000;
const LATEST_RETRY_MS = 8000;
/** A browser that reads no more is not written to for ever. */
const MOST_UNREAD = 500;

interface Wanted {
	/** Of the case that is open; the queue has none. */
	reference?: string | undefined;
	sessionId: string | null;
}

/**
 * What changes while somebody has the queue or a case open: ids only, the page asks for the rest through its own load.
 * It ends with the session. @throws not_signed_in, not_found
 */
export async function openStream(
	scope: DeskScope,
	{ reference, sessionId }: Wanted,
	beatMs = BEAT_MS
): Promise<ReadableStream<Uint8Array>> {
	const disputeId = reference
		? await unitOfWork(scope, (unit) => disputeIdOf(unit, reference))
		: null;
	if (!sessionId) throw new AppError('not_signed_in');
	let leave = () => {};
	return new ReadableStream<Uint8Array>({
		start: (controller) => {
			leave = begin(scope, { sessionId, disputeId, beatMs }, controller);
		},
		cancel: () => leave()
	});
}

interface Page {
	sessionId: string;
	disputeId: string | null;
	beatMs: number;
}

function begin(
	scope: DeskScope,
	{ sessionId, disputeId, beatMs }: Page,
	controller: ReadableStreamDefaultController<Uint8Array>
): () => void {
	let isOver = false;
	function say(text: string): void {
		if (isOver) return;
		if ((controller.desiredSize ?? 0) < -MOST_UNREAD) return watcher.end();
		controller.enqueue(new TextEncoder().encode(text));
	}
	const send = (event: string, data: unknown) =>
		say(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
	const tell = (state: Presence['state']) => {
		if (disputeId) void announce(scope, disputeId, state).catch(unheard);
	};
	const changes = gather((ids) => send('changed', { ids }));
	/** Nobody is told of what he does himself. */
	const noteChange = ({ byId, disputeId: id }: Change): void => {
		if (byId !== scope.user.id) changes.add(id);
	};
	const watcher: Watcher = {
		...{ organisationId: scope.organisationId, userId: scope.user.id, disputeId },
		hear(message) {
			if (message.kind === 'changed') return noteChange(message);
			if (isAnswerWanted(message, scope.user.id)) tell('here');
			if (message.userId !== scope.user.id) send('presence', presenceOf(message));
		},
		ready() {
			send('ready', {});
			tell('hello');
		},
		end(last) {
			if (last) send(last, {});
			if (stop()) controller.close();
		}
	};
	const beat = setInterval(() => void lookAgain(), beatMs);
	const longest = setTimeout(() => watcher.end(), LONGEST_MS + randomInt(LONGEST_MS / 5));
	/** Without a word to the others: the browser asks anew in a moment, and whoever does not is gone within a minute. */
	function stop(): boolean {
		if (isOver) return false;
		isOver = true;
		changes.stop();
		clearInterval(beat);
		clearTimeout(longest);
		unwatch(watcher);
		return true;
	}
	function leave(): void {
		if (stop() && !isElsewhere(watcher)) tell('gone');
	}
	async function lookAgain(): Promise<void> {
		const lasts = await sessionLasts(sessionId).catch(() => true);
		if (isOver) return;
		if (!lasts) {
			leave();
			return controller.close();
		}
		say(': beat\n\n');
		tell('here');
	}
	say(`retry: ${randomInt(SOONEST_RETRY_MS, LATEST_RETRY_MS)}\n\n`);
	watch(watcher);
	return leave;
}

/** Somebody came, or left one of several pages of ours. */
const isAnswerWanted = (message: Presence, userId: string): boolean =>
	message.userId === userId ? message.state === 'gone' : message.state === 'hello';

const presenceOf = ({ userId: id, name, state }: Presence) => ({
	...{ id, name },
	state: state === 'hello' ? 'here' : state
});

const unheard = (error: unknown) => log('warn', 'live.not_announced', { error });
