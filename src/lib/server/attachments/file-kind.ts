export type FileKind = 'image/jpeg' | 'image/png' | 'image/webp' | 'application/pdf';

/** What a file is by its first bytes; its name and the type a browser announces prove nothing. */
export function fileKindOf(bytes: Uint8Array): FileKind | null {
	if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'image/jpeg';
	if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png';
	if (textAt(bytes, 0, 4) === 'RIFF' && textAt(bytes, 8, 4) === 'WEBP') return 'image/webp';
	if (textAt(bytes, 0, 5) === '%PDF-') return 'application/pdf';
	return null;
}

export const isImage = (kind: string): boolean => kind.startsWith('image/');

const startsWith = (bytes: Uint8Array, magic: number[]): boolean =>
	magic.every((byte, index) => bytes[index] === byte);

const textAt = (bytes: Uint8Array, from: number, length: number): string =>
	String.fromCharCode(...bytes.subarray(from, from + length));
