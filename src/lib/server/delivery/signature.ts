import { createHmac, timingSafeEqual } from 'node:crypto';

/** A request older or younger than this is not believed, in seconds: it may be an old one, sent again. */
const TOLERANCE_SECONDS = 300;

/** HMAC-SHA-256 over `timestamp.body`, as hex: of what we send to a provider, of what it tells us, and of the mails a server hands over. */
export const signatureOf = (secret: string, timestamp: string, body: string | Uint8Array): string =>
	createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex');

export interface Signed {
	/** Seconds since 1970. */
	timestamp: string;
	/** As it came: one byte more or less is another body. */
	body: string | Uint8Array;
	signature: string;
}

/** Whether it was signed just now, as it says itself. */
export const isFresh = (timestamp: string, now: Date): boolean =>
	/^\d{1,12}$/.test(timestamp) &&
	Math.abs(now.getTime() / 1000 - Number(timestamp)) <= TOLERANCE_SECONDS;

/** Whether whoever knows the secret wrote this body, just now. */
export function isAuthentic(
	secret: string,
	{ timestamp, body, signature }: Signed,
	now: Date
): boolean {
	const expected = Buffer.from(signatureOf(secret, timestamp, body));
	const given = Buffer.from(signature);
	return (
		isFresh(timestamp, now) && given.length === expected.length && timingSafeEqual(given, expected)
	);
}
