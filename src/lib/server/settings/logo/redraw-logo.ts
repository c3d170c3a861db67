import { AppError } from '$lib/domain/errors';
import { KEPT, LARGEST_LOGO_BYTES, LEAST_HEIGHT } from '$lib/domain/logo';
import { formatBytes } from '$lib/i18n/format';
import { fileKindOf, isImage } from '../../attachments/file-kind';
import { shownName } from '../../attachments/file-name';
import { MOST_PIXELS, openImage, sizeOfImage } from '../../images';

/** Differences between neighbouring shades below which a picture shows nothing. */
const LEAST_CONTRAST = 2;
const WHITE = '#ffffff';

export interface SentLogo {
	name: string;
	bytes: Uint8Array;
}

/**
 * The picture drawn again on white, without its empty edges, as the PNG that is kept: what it carried besides
 * its pixels is gone. A drawing (SVG) is a program that browsers run, so it is refused.
 * @throws file_empty, file_too_large, logo_kind, file_broken, logo_blank, logo_small
 */
export async function redrawLogo({ name: typed, bytes }: SentLogo): Promise<Buffer> {
	const name = shownName(typed);
	await refuseFile(name, bytes);
	const onWhite = await drawnOnWhite(bytes).catch(() => null);
	if (!onWhite) throw new AppError('file_broken', { name }, 'logo');
	if (await isBlank(onWhite)) throw new AppError('logo_blank', {}, 'logo');
	const { data, info } = await openImage(onWhite)
		.trim({ background: WHITE, threshold: 8 })
		.resize({ ...KEPT, fit: 'inside', withoutEnlargement: true })
		.png({ palette: true, effort: 10 })
		.toBuffer({ resolveWithObject: true });
	if (info.height < LEAST_HEIGHT)
		throw new AppError('logo_small', { least: String(LEAST_HEIGHT) }, 'logo');
	return data;
}

async function refuseFile(name: string, bytes: Uint8Array): Promise<void> {
	if (bytes.length === 0) throw new AppError('file_empty', { name }, 'logo');
	if (bytes.length > LARGEST_LOGO_BYTES)
		throw new AppError('file_too_large', { name, max: formatBytes(LARGEST_LOGO_BYTES) }, 'logo');
	const kind = fileKindOf(bytes);
	if (!kind || !isImage(kind)) throw new AppError('logo_kind', { name }, 'logo');
	const size = await sizeOfImage(bytes);
	if (!size) throw new AppError('file_broken', { name }, 'logo');
	if (size.width * size.height > MOST_PIXELS)
		throw new AppError('file_too_large', { name, max: `${MOST_PIXELS / 1_000_000} Mpx` }, 'logo');
}

/** The same ground everywhere: a dark logo stays readable on a page at night, and in a mail program that recolours. */
const drawnOnWhite = (bytes: Uint8Array): Promise<Buffer> =>
	openImage(bytes)
		.rotate()
		.resize({ width: 2400, height: 2400, fit: 'inside', withoutEnlargement: true })
		.flatten({ background: WHITE })
		.toColourspace('srgb')
		.png({ compressionLevel: 1 })
		.toBuffer();

/** White on nothing, or one colour throughout: on white nobody would see it. */
async function isBlank(picture: Buffer): Promise<boolean> {
	const { channels } = await openImage(picture).stats();
	return channels.every(({ stdev }) => stdev < LEAST_CONTRAST);
}
