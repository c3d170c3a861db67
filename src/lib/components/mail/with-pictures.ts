import { renderSVG } from 'uqr';

/** As in `server/mail/transfer-picture`: a mail program has the picture beside the letter, a page draws it. */
const SHOWN = /src="cid:[^"]+"([^>]*data-code="([\w-]+)")/g;

const LOGO = /src="cid:[^"]+"([^>]*) data-picture="([\w-]+)"/g;

const PHOTO = /src="cid:[^"]+"([^>]*) data-photo="([\w-]+)"/g;

/** The letter with its logo, its photos and its square code to be seen on a page. */
export const withPictures = (html: string): string =>
	html
		.replace(LOGO, (_, rest: string, picture: string) => inside('image/png', picture) + rest)
		.replace(PHOTO, (_, rest: string, photo: string) => inside('image/jpeg', photo) + rest)
		.replace(SHOWN, (_, rest: string, code: string) => {
			const text = atob(code.replaceAll('-', '+').replaceAll('_', '/'));
			const picture = renderSVG(decoded(text), { ecc: 'M', maxVersion: 13, border: 4 });
			return `src="data:image/svg+xml,${encodeURIComponent(picture)}"${rest}`;
		});

const inside = (mime: string, picture: string): string =>
	`src="data:${mime};base64,${picture.replaceAll('-', '+').replaceAll('_', '/')}"`;

const decoded = (binary: string): string =>
	new TextDecoder().decode(Uint8Array.from(binary, (sign) => sign.charCodeAt(0)));
