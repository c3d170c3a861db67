import { picturesIn, withoutPictures } from './transfer-picture';

/** The letter as one file that shows the pictures which travelled beside it. */
export const withInlinePictures = (html: string): string =>
	withoutPictures(
		picturesIn(html).reduce(
			(whole, { cid, mime, content }) =>
				whole.replaceAll(`cid:${cid}`, `data:${mime};base64,${content.toString('base64')}`),
			html
		)
	);
