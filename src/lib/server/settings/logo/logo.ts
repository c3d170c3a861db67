import { isSign, shownSize, type ShownLogo } from '$lib/domain/logo';
import { readUnchangedFile } from '../../files';
import { openImage } from '../../images';
import { log } from '../../log';
import type { Organisation } from '../queries';
import { mailPicture, pagePicture } from './pictures';

/** A logo as each place wants it. */
export interface Logo {
	/** Changes with the picture. */
	version: string;
	/** Pixels of the screen. */
	width: number;
	height: number;
	/** Without words: the name is written beside it. */
	sign: boolean;
	/** WebP for pages, PNG for mails, PNG as it is kept for paper. */
	page: Buffer;
	mail: Buffer;
	paper: Buffer;
}

type Kept = Pick<Organisation, 'logoKey' | 'logoSha256'>;

/** Drawn once per process and picture; so many organisations are remembered. */
const MOST = 200;
const drawn = new Map<string, Promise<Logo | null>>();

/** Null: none was given, or its file is not there (the name is written instead). */
export async function logoOf({ logoKey, logoSha256 }: Kept): Promise<Logo | null> {
	if (!logoKey || !logoSha256) return null;
	const known = drawn.get(logoKey);
	if (known) return known;
	if (drawn.size >= MOST) drawn.clear();
	const drawing = draw(logoKey, logoSha256).catch((error: unknown) => {
		drawn.delete(logoKey);
		log('warn', 'logo.not_readable', { error });
		return null;
	});
	drawn.set(logoKey, drawing);
	return drawing;
}

async function draw(storageKey: string, sha256: string): Promise<Logo> {
	const paper = Buffer.from(await readUnchangedFile({ storageKey, sha256 }));
	const size = await openImage(paper).metadata();
	return {
		version: sha256.slice(0, 16),
		...shownSize(size),
		sign: isSign(size),
		page: await pagePicture(paper),
		mail: await mailPicture(paper),
		paper
	};
}

/** For a page that may ask for it with `src`. */
export const shownLogo = (logo: Logo | null, src: (version: string) => string): ShownLogo | null =>
	logo && { src: src(logo.version), width: logo.width, height: logo.height, sign: logo.sign };

/** The picture itself in the page: for pages without an address it could be asked at. */
export const inlineLogo = (logo: Logo | null): ShownLogo | null =>
	shownLogo(logo, () => `data:image/webp;base64,${logo!.page.toString('base64')}`);
