import webpush from 'web-push';
import type { OwnWord } from '$lib/domain/delivery/own-words';
import { redact } from '../../log';
import type { Attempt } from '../outcome';
import { post, type Answer } from '../providers/post';
import { ANYBODY } from '../push/push-trust';
import { vapidKeys } from '../push/vapid';
import type { Channel } from './letter';

/** A notification for one device; only its browser can read what it says (RFC 8291). */
export interface PushMessage {
	deviceId: string;
	endpoint: string;
	p256dh: string;
	auth: string;
	payload: string;
	/** `mailto:` or `https:`, of whoever sends it. */
	subject: string;
	/** Seconds the push service keeps it for a device that is off. */
	ttl: number;
	/** Takes the place of what waits there under the same name. */
	topic: string;
}

/** A service that keeps us waiting keeps the news of others waiting. */
const PATIENCE_MS = 8_000;
const LARGEST_ANSWER = 4_096;

const REFUSED: OwnWord = 'push_refused';
const GONE: OwnWord = 'push_gone';

/** The push service of whoever made the browser. */
export const push = (): Channel<PushMessage> => ({ send, close: () => {} });

async function send(message: PushMessage): Promise<Attempt> {
	const { endpoint, headers, body } = requestOf(message);
	return attemptOf(
		await post(endpoint, {
			body,
			headers: headers as Record<string, string>,
			...{ patienceMs: PATIENCE_MS, largestAnswer: LARGEST_ANSWER, trust: ANYBODY }
		})
	);
}

/** Encrypted and signed by the library; it sends nothing itself: an address somebody gave is asked with care. */
const requestOf = ({ endpoint, p256dh, auth, payload, subject, ttl, topic }: PushMessage) =>
	webpush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
		...{ TTL: ttl, topic, urgency: 'normal' },
		vapidDetails: { subject, ...vapidKeys() }
	});

/** The device is not there any more. */
const OVER = new Set([404, 410]);

/**
 * Every device has an address of its own: one that does not answer says nothing about the others. What left
 * without an answer may have arrived, and the mail says it anyway: never twice.
 */
function attemptOf(answer: Answer): Attempt {
	if (answer.kind === 'forbidden')
		return { kind: 'refused', response: REFUSED, permanent: true, gone: true };
	if (answer.kind === 'unreachable')
		return { kind: 'refused', response: answer.words, permanent: false };
	if (answer.kind === 'silent') return { kind: 'silent', response: answer.words };
	const { status, text } = answer;
	if (status >= 200 && status < 300) return { kind: 'accepted', response: `HTTP ${status}` };
	if (OVER.has(status)) return { kind: 'refused', response: GONE, permanent: true, gone: true };
	const response = redact(`HTTP ${status} ${text}`).slice(0, 500).trim();
	return { kind: 'refused', response, permanent: status < 500 && status !== 429 && status !== 408 };
}
