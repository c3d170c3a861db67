/** What an organisation may show beside its name. */
export const LARGEST_LOGO_BYTES = 5_000_000;
/** Pixels of the picture that is kept: sharp on paper and on dense screens. */
export const KEPT = { width: 480, height: 160 };
/** Pixels of the screen a page gives it. */
export const SHOWN = { width: 160, height: 40 };
/** Below, nothing of it could be recognised. */
export const LEAST_HEIGHT = 24;

/** Whose page it is, and how to reach them without a link. */
export interface Reachable {
	name: string;
	accent: string;
	logo: ShownLogo | null;
	phone: string;
	email: string;
}

/** What a page needs to show it. */
export interface ShownLogo {
	src: string;
	/** Pixels of the screen. */
	width: number;
	height: number;
	/** Without words: the name is written beside it. */
	sign: boolean;
}

interface Size {
	width: number;
	height: number;
}

/** As large as fits. */
export function shownSize({ width, height }: Size): Size {
	const scale = Math.min(SHOWN.width / width, SHOWN.height / height, 1);
	return { width: Math.max(1, Math.round(width * scale)), height: Math.round(height * scale) };
}

/** About as wide as high: a sign without words, beside which the name is written. */
export const isSign = ({ width, height }: Size): boolean => width < height * 2;
