import { createECDH, hkdfSync } from 'node:crypto';
import { appKey } from '../../auth/app-key';
import { env } from '../../env';
import { addressIn } from '../address';

export interface VapidKeys {
	/** Uncompressed point of P-256, base64url: what a browser is asked to let speak to it. */
	publicKey: string;
	privateKey: string;
}

/** Order of the group of P-256 (FIPS 186-5): a private key lies between 1 and one less than this. */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
/** 128 bits more than the order has: reduced by it, no key is likelier than another. */
const SEED_BYTES = 48;

let known: { of: Buffer; keys: VapidKeys } | undefined;

/**
 * Who we are to the push services (RFC 8292), made from the key of this installation like the tokens of the
 * links: the same on every replica, and kept nowhere else (docs/decisions/push.md).
 */
export function vapidKeys(): VapidKeys {
	const of = appKey();
	if (known?.of !== of) known = { of, keys: keysFrom(of) };
	return known.keys;
}

function keysFrom(key: Buffer): VapidKeys {
	const seed = Buffer.from(hkdfSync('sha256', key, '', 'entendu vapid v1', SEED_BYTES));
	const number = (BigInt(`0x${seed.toString('hex')}`) % (ORDER - 1n)) + 1n;
	const pair = createECDH('prime256v1');
	const privateKey = Buffer.from(number.toString(16).padStart(64, '0'), 'hex');
	pair.setPrivateKey(privateKey);
	return {
		publicKey: pair.getPublicKey('base64url'),
		privateKey: privateKey.toString('base64url')
	};
}

/** Whom a push service writes to about what we send: the sender of our mails, else where we are found, else the creditor. */
export function vapidSubject(creditorEmail: string): string {
	const { MAIL_FROM, origin } = env();
	if (MAIL_FROM) return `mailto:${addressIn(MAIL_FROM)}`;
	return origin.startsWith('https:') ? origin : `mailto:${creditorEmail}`;
}
