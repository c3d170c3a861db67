import { machineNow } from '../../clock';
import { redact } from '../../log';
import type { Attempt } from '../outcome';
import { postJson, type Answer } from '../providers/post';
import { signatureOf } from '../signature';
import type { Channel } from './letter';
import { bodyOf, type ProviderRequest } from './provider-request';

/** Somebody who sends for us, asked by signed requests (docs/providers.md). */
export const provider = (): Channel<ProviderRequest> => ({ send: ask, close: () => {} });

async function ask(request: ProviderRequest): Promise<Attempt> {
	const body = bodyOf(request);
	const timestamp = String(Math.floor(machineNow().getTime() / 1000));
	const { url, secret } = request.provider;
	return attemptOf(
		await postJson(url, body, {
			'idempotency-key': request.deliveryId,
			'entendu-timestamp': timestamp,
			'entendu-signature': signatureOf(secret, timestamp, body)
		})
	);
}

/** Refusals that are over by themselves: too early, too many, still busy with the same key, closed for now. */
const PASSING = new Set([408, 409, 425, 429, 503]);

/** Refusals of this message; any other is a refusal of us (a secret, an address) that every message would meet. */
const OF_THE_MESSAGE = new Set([400, 413, 422]);

/**
 * As for a mail server: what left without a clear answer may have arrived, and a person decides. Tried
 * again by itself it would be looked at again first, and might say something else, or be called off
 * as if nothing had been said; the Idempotency-Key only protects the same words.
 */
function attemptOf(answer: Answer): Attempt {
	if (answer.kind === 'forbidden' || answer.kind === 'unreachable')
		return { kind: 'unreachable', response: answer.words };
	if (answer.kind === 'silent') return { kind: 'silent', response: answer.words };
	const { status, text } = answer;
	if (status >= 200 && status < 300)
		return { kind: 'accepted', response: idIn(text) ?? `HTTP ${status}` };
	// What it echoes may hold the customer's link.
	const response = redact(`HTTP ${status} ${text}`).slice(0, 500).trim();
	if (OF_THE_MESSAGE.has(status)) return { kind: 'refused', response, permanent: true };
	if (PASSING.has(status)) return { kind: 'refused', response, permanent: false };
	return { kind: status < 500 ? 'unreachable' : 'silent', response };
}

/** The provider's own name for the message, when the answer gives one. */
function idIn(text: string): string | null {
	try {
		const { id } = JSON.parse(text) as { id?: unknown };
		return typeof id === 'string' && id !== '' ? id.slice(0, 200) : null;
	} catch {
		return null;
	}
}
