import { AppError } from '../errors';

export const MAX_IMPORT_BYTES = 20_000_000;

/** Refuses what cannot be a table of text; `max` is the largest size, in words. */
export function refuseUnreadable(content: Uint8Array, max: string): void {
	if (content.length > MAX_IMPORT_BYTES) throw new AppError('import_too_large', { max }, 'file');
	const kind = binaryKind(content);
	if (kind) throw new AppError('import_not_text', { kind }, 'file');
	if (content.every(isBlank)) throw new AppError('import_empty', {}, 'file');
}

const SIGNATURES: readonly (readonly [kind: string, bytes: readonly number[]])[] = [
	['PDF', [0x25, 0x50, 0x44, 0x46, 0x2d]],
	['ZIP/XLSX', [0x50, 0x4b, 0x03, 0x04]],
	['ZIP', [0x50, 0x4b, 0x05, 0x06]],
	['XLS', [0xd0, 0xcf, 0x11, 0xe0]],
	['PNG', [0x89, 0x50, 0x4e, 0x47]],
	['JPEG', [0xff, 0xd8, 0xff]],
	['GIF', [0x47, 0x49, 0x46, 0x38]],
	['GZIP', [0x1f, 0x8b]],
	['7Z', [0x37, 0x7a, 0xbc, 0xaf]],
	['RAR', [0x52, 0x61, 0x72, 0x21]]
];

function binaryKind(content: Uint8Array): string | null {
	const known = SIGNATURES.find(([, bytes]) => bytes.every((byte, i) => content[i] === byte));
	if (known) return known[0];
	return looksBinary(content.subarray(0, 8192)) ? '?' : null;
}

/** Control characters that no table holds; NUL is left to the rows, where it gets its own reason. */
function looksBinary(sample: Uint8Array): boolean {
	const strange = sample.reduce(
		(count, byte) => count + (byte > 0 && byte < 9 ? 1 : byte > 13 && byte < 32 ? 1 : 0),
		0
	);
	return strange >= 8 && strange > sample.length * 0.02;
}

const isBlank = (byte: number): boolean =>
	[0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf, 0xff, 0xfe, 0x00].includes(byte);
