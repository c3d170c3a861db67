import { shownSize } from '$lib/domain/logo';
import { openImage } from '../../images';

/** Bytes: the first visit of a form on a telephone has room for so much. */
const MOST = { page: 2_048, mail: 3_072 };

type Attempt = (picture: ReturnType<typeof openImage>) => ReturnType<typeof openImage>;

/** From the best to the smallest; drawn colours keep their edges without loss, photographs do not fit so. */
const PAGE: readonly [scale: number, Attempt][] = [
	[2, (picture) => picture.webp({ lossless: true, effort: 6 })],
	...[80, 55, 30].map((quality): [number, Attempt] => [2, (p) => p.webp({ quality, effort: 6 })]),
	...[60, 35, 10].map((quality): [number, Attempt] => [1, (p) => p.webp({ quality, effort: 6 })])
];
/** Mail programs read PNG. */
const MAIL: readonly [scale: number, Attempt][] = [2, 1].flatMap((scale) =>
	[64, 16, 8, 4].map((colours): [number, Attempt] => [
		scale,
		(p) => p.png({ palette: true, colours, effort: 10, dither: 0.5 })
	])
);

export const pagePicture = (kept: Uint8Array) => smallest(kept, PAGE, MOST.page);
export const mailPicture = (kept: Uint8Array) => smallest(kept, MAIL, MOST.mail);

/** The first that is small enough, else the last: a logo is better coarse than missing. */
async function smallest(
	kept: Uint8Array,
	attempts: readonly [number, Attempt][],
	most: number
): Promise<Buffer> {
	const { width, height } = await openImage(kept).metadata();
	const shown = shownSize({ width, height });
	let last = Buffer.alloc(0);
	for (const [scale, attempt] of attempts) {
		const size = { width: shown.width * scale, height: shown.height * scale };
		last = await attempt(
			openImage(kept).resize({ ...size, fit: 'fill', withoutEnlargement: true })
		).toBuffer();
		if (last.length <= most) break;
	}
	return last;
}
