import { machineNow } from '../../clock';
import type { Attempt } from '../outcome';
import { postJson, type Answer } from '../providers/post-json';
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

/** Refusals that are over by themselves: too early, too many, still busy with the same key. */
const PASSING = new Set([408, 409, 425, 429]);

/**
 * As for a mail server, with one difference: silence after the body left is no uncertainty. The same
 * request leaves again under the same Idempotency-Key, and a provider sends it once. A mail server
 * knows no such key: there a person decides.
 */
function attemptOf(answer: Answer): Attempt {
	if (answer.kind === 'forbidden')
		return { kind: 'refused', response: answer.words, permanent: true };
	if (answer.kind === 'unreachable') return { kind: 'unreachable', response: answer.words };
	if (answer.kind === 'silent')
		return { kind: 'refused', response: answer.words, permanent: false };
	const { status, text } = answer;
	if (status >= 200 && status < 300)
		return { kind: 'accepted', response: idIn(text) ?? `HTTP ${status}` };
	const permanent = status < 500 && !PASSING.has(status);
	return { kind: 'refused', response: `HTTP ${status} ${text}`.slice(0, 500).trim(), permanent };
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
