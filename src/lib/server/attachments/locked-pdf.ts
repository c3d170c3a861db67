/** In the trailer, which is never compressed; inside a page it would be an accident, and is looked at. */
const ENCRYPT = '/Encrypt';

/**
 * Whether nobody can open it without a password. One that only forbids printing or copying opens for
 * everybody, and is kept. Only files that say they are encrypted are read any further.
 */
export async function isLockedPdf(bytes: Uint8Array): Promise<boolean> {
	if (!Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(ENCRYPT)) return false;
	// Heavy to load and rarely needed.
	const { PDFDocument } = await import('pdf-lib');
	return PDFDocument.load(bytes, { password: '', updateMetadata: false }).then(
		() => false,
		() => true
	);
}
