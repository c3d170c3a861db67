import { linkUrl } from '../auth/links';
import type { delivery } from '../db/schema/delivery';
import type { link } from '../db/schema/links';
import { NO_DOOR } from '../mail/sender';

type Written = Pick<typeof delivery.$inferSelect, 'linkId' | 'html' | 'text'>;
type LinkKind = (typeof link.$inferSelect)['kind'];

/** Stands for the door of a letter while it rests in the database, which never holds a token. */
export const doorOf = (linkId: string | null): string =>
	linkId ? `https://link.invalid/${linkId}` : NO_DOOR;

/** The letter as it leaves: its real link put in. */
export function withLink(
	{ linkId, html, text }: Written,
	kind: LinkKind | null
): { html: string; text: string } {
	const open = (written: string | null) =>
		linkId && kind
			? (written ?? '').replaceAll(doorOf(linkId), linkUrl(kind, linkId))
			: (written ?? '');
	return { html: open(html), text: open(text) };
}
