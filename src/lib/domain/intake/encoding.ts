import chardet from 'chardet';
import iconv from 'iconv-lite';
import type { ImportMapping } from './mapping';

export type Encoding = ImportMapping['encoding'];

export interface DetectedEncoding {
	encoding: Encoding;
	/** False when the accents should be checked by eye. */
	sure: boolean;
}

export function detectEncoding(content: Uint8Array): DetectedEncoding {
	const wide = utf16(content);
	if (wide) return { encoding: wide, sure: true };
	if (isUtf8(content)) return { encoding: 'utf-8', sure: true };
	return { encoding: western(content), sure: isWestern(content) };
}

/** Text without its byte order mark; half a surrogate pair becomes the replacement character. */
export const decodeText = (content: Uint8Array, encoding: Encoding): string =>
	iconv
		.decode(Buffer.from(content.buffer, content.byteOffset, content.byteLength), encoding)
		.replace(LONE_SURROGATE, '\ufffd');

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** By its mark, or by the zero bytes that Latin text leaves in every second place. */
function utf16(content: Uint8Array): Encoding | null {
	if (content[0] === 0xff && content[1] === 0xfe) return 'utf-16le';
	if (content[0] === 0xfe && content[1] === 0xff) return 'utf-16be';
	const zeros = [0, 0];
	const sample = content.subarray(0, 4096);
	sample.forEach((byte, i) => byte === 0 && zeros[i % 2]!++);
	const [even = 0, odd = 0] = zeros;
	if (odd > sample.length * 0.3 && odd > even * 10) return 'utf-16le';
	if (even > sample.length * 0.3 && even > odd * 10) return 'utf-16be';
	return null;
}

function isUtf8(content: Uint8Array): boolean {
	try {
		new TextDecoder('utf-8', { fatal: true }).decode(content);
		return true;
	} catch {
		return false;
	}
}

/** The two differ where it hurts: the euro sign is 0x80 in one and 0xA4 in the other. */
function western(content: Uint8Array): Encoding {
	const windowsOnly = content.some((byte) => byte >= 0x80 && byte <= 0x9f);
	return !windowsOnly && content.includes(0xa4) ? 'iso-8859-15' : 'windows-1252';
}

const isWestern = (content: Uint8Array): boolean =>
	/^(iso-8859-1|windows-1252)$/i.test(chardet.detect(content.subarray(0, 65_536)) ?? '');
