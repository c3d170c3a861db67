import { LARGEST_MAIL } from '$lib/domain/inbound/limits';
import { caller } from '$lib/server/trpc/caller';
import { asAppError, statusOf } from '$lib/server/trpc/errors';

/** A mail as a mail server received it. Believed for its signature; a cookie says nothing here. */
export async function POST(event) {
	const { request, params } = event;
	const said = (name: string): string => request.headers.get(name) ?? '';
	if (!said('content-type').startsWith('message/rfc822')) return say(415);
	const signed = { timestamp: said('entendu-timestamp'), signature: said('entendu-signature') };
	const door = caller(event).inbound;
	try {
		await door.knock(signed);
		const raw = await bytesOf(request);
		if (raw === null) return say(413);
		const { organisation } = params;
		await door.receive({ organisation, recipient: said('entendu-recipient'), ...signed, raw });
		return say(204);
	} catch (thrown) {
		return say(statusOf(asAppError(thrown).code));
	}
}

/** A number and nothing else: whoever guesses learns nothing. */
const say = (status: number): Response => new Response(null, { status });

/** Null when it is larger than any mail that is read; no more than that is ever taken. */
async function bytesOf({ body }: Request): Promise<Uint8Array<ArrayBuffer> | null> {
	const parts: Uint8Array[] = [];
	let size = 0;
	for await (const part of (body ?? []) as AsyncIterable<Uint8Array>) {
		size += part.length;
		if (size > LARGEST_MAIL) return null;
		parts.push(part);
	}
	return new Uint8Array(Buffer.concat(parts));
}
