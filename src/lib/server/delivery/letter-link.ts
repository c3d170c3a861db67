import { linkUrl, type Link } from '../auth/links';
import { withoutAddress } from '../mail/inert';
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

/** The letter to be read by a colleague: its button leads nowhere, and where its address stood there are words. */
export function inertLink(
	{ linkId, html, text }: Written,
	words: string
): { html: string; text: string } {
	return withoutAddress({ html: html ?? '', text: text ?? '' }, doorOf(linkId), words);
}
