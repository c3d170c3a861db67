import sharp from 'sharp';

/** Uploads shut the loader of drawings for the whole process: ours come from nobody, and it is shut again after them. */
export async function withDrawings<T>(work: () => Promise<T>): Promise<T> {
	const operation = ['VipsForeignLoadSvg'];
	sharp.unblock({ operation });
	try {
		return await work();
	} finally {
		sharp.block({ operation });
	}
}

/** As a picture. */
export const drawn = (svg: string): Promise<Buffer> =>
	withDrawings(() => sharp(Buffer.from(svg)).png().toBuffer());
