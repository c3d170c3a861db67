import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { appKey } from './app-key';

/**
 * A secret of somebody else's that has to be used again (never one of ours: those are hashed), at rest
 * under the key of this installation: AES-256-GCM, bound to what it belongs to, so that a row copied
 * elsewhere does not open. The first field says which key closed it.
 */
export function seal(secret: string, belongsTo: string): string {
	const iv = randomBytes(12);
	const cipher = createCipheriv('aes-256-gcm', keyFor(), iv).setAAD(Buffer.from(belongsTo));
	const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
	return [
		keyName(),
		...[iv, sealed, cipher.getAuthTag()].map((part) => part.toString('base64url'))
	].join('.');
}

/** @throws when the key is another one, or anything was changed */
export function unseal(text: string, belongsTo: string): string {
	const [name, ...parts] = text.split('.');
	const [iv, sealed, tag] = parts.map((part) => Buffer.from(part, 'base64url'));
	if (name !== keyName() || !iv || !sealed || tag?.length !== 16)
		throw new Error('this secret was sealed with another key');
	const decipher = createDecipheriv('aes-256-gcm', keyFor(), iv)
		.setAAD(Buffer.from(belongsTo))
		.setAuthTag(tag);
	return decipher.update(sealed, undefined, 'utf8') + decipher.final('utf8');
}

const keyFor = (): Buffer => Buffer.from(hkdfSync('sha256', appKey(), '', 'entendu seal v1', 32));

/** Tells keys apart and nothing about them. */
const keyName = (): string => createHash('sha256').update(keyFor()).digest('base64url').slice(0, 8);
