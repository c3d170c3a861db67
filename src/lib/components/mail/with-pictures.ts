import { renderSVG } from 'uqr';

/** As in `server/mail/transfer-picture`: a mail program has the picture beside the letter, a page draws it. */
const SHOWN = /src="cid:[^"]+"([^>]*data-code="([\w-]+)")/g;

const LOGO = /src="cid:[^"]+"([^>]*) data-picture="([\w-]+)"/g;

/** The letter with its logo and its square code to be seen on a page. */
export const withPictures = (html: string): string =>
	html
		.replace(LOGO, (_, rest: string, picture: string) => {
			const data = picture.replaceAll('-', '+').replaceAll('_', '/');
			return `src="data:image/png;base64,${data}"${rest}`;
		})
		.replace(SHOWN, (_, rest: string, code: string) => {
			const text = atob(code.replaceAll('-', '+').replaceAll('_', '/'));
			const picture = renderSVG(decoded(text), { ecc: 'M', maxVersion: 13, border: 4 });
			return `src="data:image/svg+xml,${encodeURIComponent(picture)}"${rest}`;
		});

const decoded = (binary: string): string =>
	new TextDecoder().decode(Uint8Array.from(binary, (sign) => sign.charCodeAt(0)));
