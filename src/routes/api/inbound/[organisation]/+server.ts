import { LARGEST_MAIL } from '$lib/domain/inbound/limits';
import { caller } from '$lib/server/trpc/caller';
import { asAppError, statusOf } from '$lib/server/trpc/errors';
import { machineNow } from '$lib/server/clock';
import { isFresh } from '$lib/server/delivery/signature';
import { countFailure, failsTooOften } from '$lib/server/http/failures';

/** A mail as a mail server received it. Believed for its signature; a cookie says nothing here. */
export async function POST(event) {
	const { request, params } = event;
	const said = (name: string): string => request.headers.get(name) ?? '';
	if (!said('content-type').startsWith('message/rfc822')) return say(415);
	// By address: what strangers do wrong shuts no door to the mail server.
	const address = event.getClientAddress();
	if (failsTooOften(address)) return say(429);
	if (!isDated(said('entendu-timestamp'), said('entendu-signature'))) return refused(address, 401);
	const raw = await bytesOf(request);
	if (raw === null) return say(413);
	try {
		await caller(event).inbound.receive({
			organisation: params.organisation,
			recipient: said('entendu-recipient'),
			timestamp: said('entendu-timestamp'),
			signature: said('entendu-signature'),
			raw
		});
		return say(204);
	} catch (thrown) {
		return refused(address, statusOf(asAppError(thrown).code));
	}
}

/** Whoever has neither a signature nor today's clock is sent away before a byte of his mail is taken. */
const isDated = (timestamp: string, signature: string): boolean =>
	/^[0-9a-f]{64}$/.test(signature) && isFresh(timestamp, machineNow());

/** Only who is not believed, or names nobody, is counted: our own trouble is no fault of the mail server. */
function refused(address: string, status: number): Response {
	if (status === 401 || status === 404) countFailure(address);
	return say(status);
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
