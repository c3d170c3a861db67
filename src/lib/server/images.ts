import sharp from 'sharp';

/** The most pixels a picture from outside may have; more would fill the memory when it is read. */
export const MOST_PIXELS = 40_000_000;

// Only the three formats people send: the loaders of documents, vectors and sequences stay shut.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp'] });
sharp.cache(false);

/** A picture from outside, not read yet; whoever reads it is told when it is broken. */
export const openImage = (bytes: Uint8Array) =>
	sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', sequentialRead: true, pages: 1 });

/** By its header alone: nothing is decoded yet, so nothing can be too big to read. Null when it has none. */
export async function sizeOfImage(
	bytes: Uint8Array
): Promise<{ width: number; height: number } | null> {
	const size = await sharp(bytes, { limitInputPixels: false })
		.metadata()
		.catch(() => null);
	return size?.width && size.height ? { width: size.width, height: size.height } : null;
}
