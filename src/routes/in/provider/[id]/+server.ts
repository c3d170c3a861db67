import { caller } from '$lib/server/trpc/caller';
import { asAppError, statusOf } from '$lib/server/trpc/errors';
import { mayKnock } from './rate';

const LARGEST = 65_536;

/** What became of a message somebody sends for us. Believed for its signature; a cookie says nothing here. */
export async function POST(event) {
	if (!event.request.headers.get('content-type')?.startsWith('application/json')) return say(415);
	if (!mayKnock(event.params.id)) return say(429);
	const body = await textOf(event.request);
	if (body === null) return say(413);
	try {
		await caller(event).providers.hear({
			door: event.params.id,
			timestamp: event.request.headers.get('entendu-timestamp') ?? '',
			signature: event.request.headers.get('entendu-signature') ?? '',
			body
		});
		return say(204);
	} catch (thrown) {
		return say(statusOf(asAppError(thrown).code));
	}
}

/** A number and nothing else: whoever guesses learns nothing. */
const say = (status: number): Response => new Response(null, { status });

/** Null when it is larger than anything a provider has to say; no more than that is ever read. */
async function textOf({ body }: Request): Promise<string | null> {
	const parts: Uint8Array[] = [];
	let size = 0;
	for await (const part of (body ?? []) as AsyncIterable<Uint8Array>) {
		size += part.length;
		if (size > LARGEST) return null;
		parts.push(part);
	}
	return Buffer.concat(parts).toString('utf8');
}
