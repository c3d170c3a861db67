import { linkUrl, type Link } from '../auth/links';
import { NO_DOOR } from '../mail/sender';
import type { Delivery } from './queries';

type Written = Pick<Delivery, 'linkId' | 'html' | 'text'>;

/** Stands for the door of a letter while it rests in the database, which never holds a token. */
export const doorOf = (linkId: string | null): string =>
	linkId ? `https://link.invalid/${linkId}` : NO_DOOR;

/** The letter as it leaves: its real link put in. */
export function withLink(
	{ linkId, html, text }: Written,
	kind: Link['kind'] | null
): { html: string; text: string } {
	const open = (written: string | null) =>
		linkId && kind
			? (written ?? '').replaceAll(doorOf(linkId), linkUrl(kind, linkId))
			: (written ?? '');
	return { html: open(html), text: open(text) };
}
