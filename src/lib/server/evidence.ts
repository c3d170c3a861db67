import { createHash } from 'node:crypto';
import { evidenceText } from '$lib/domain/evidence';

export interface Evidence {
	shownText: string;
	/** SHA-256 of the text, hexadecimal. */
	shownSha256: string;
}

/** Exactly what a person was shown, and the proof that it was not changed since. */
export function evidenceOf(lines: readonly string[]): Evidence {
	const shownText = evidenceText(lines);
	return { shownText, shownSha256: sha256Of(shownText) };
}

/** Of what was typed: the same key with another content is another wish, not the old answer. */
export const contentSha256Of = (content: unknown): string =>
	sha256Of(JSON.stringify(content, (_, value) => (typeof value === 'bigint' ? `${value}` : value)));

export const sha256OfBytes = (content: Uint8Array): string =>
	createHash('sha256').update(content).digest('hex');

const sha256Of = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
