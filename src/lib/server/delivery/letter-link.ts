import { KEY_KINDS, type KeyKind } from '$lib/domain/users/keys';
import { accountUrl, type AccountKey } from '../auth/account-keys';
import { linkUrl, type Link } from '../auth/links';
import { withoutAddress } from '../mail/inert';
import { stopUrl } from '../auth/stop-key';
import { ACCOUNT_PLACE, NO_DOOR, STOP_PLACE } from '../mail/sender';
import type { Delivery } from './queries';

type Written = Pick<Delivery, 'linkId' | 'html' | 'text'>;
/** Whose mails its stop link ends: nobody else's, whatever a customer wrote into it. */
type Leaving = Written & Pick<Delivery, 'facts'>;

/** Stands for the door of a letter while it rests in the database, which never holds a token. */
export const doorOf = (linkId: string | null): string =>
	linkId ? `https://link.invalid/${linkId}` : NO_DOOR;

const STOP = new RegExp(`${STOP_PLACE.replaceAll('.', '\\.')}([0-9a-f-]{36})`, 'g');

/** Whose mail it is, of one to somebody who follows a case. */
export const followerIn = (facts: Delivery['facts'] | null): string | undefined =>
	(facts as { follower?: { id: string } } | null)?.follower?.id;

const ACCOUNT = new RegExp(
	`${ACCOUNT_PLACE.replaceAll('.', '\\.')}(${KEY_KINDS.join('|')})/([0-9a-f-]{36})`,
	'g'
);

/** The door to a password it opens, of a mail to a colleague. */
export const accountKeyIn = (facts: Delivery['facts'] | null): AccountKey | undefined =>
	(facts as { key?: AccountKey } | null)?.key;

/** The letter as it leaves: its real link put in, and the one that ends it. */
export function withLink(
	{ linkId, html, text, facts }: Leaving,
	kind: Link['kind'] | null
): { html: string; text: string } {
	const own = followerIn(facts);
	const key = accountKeyIn(facts);
	const open = (written: string | null) => {
		const stoppable = (written ?? '')
			.replace(STOP, (place, id: string) => (id === own ? stopUrl(id) : place))
			.replace(ACCOUNT, (place, of: KeyKind, id: string) =>
				key?.id === id && key.kind === of ? accountUrl(key) : place
			);
		return linkId && kind ? stoppable.replaceAll(doorOf(linkId), linkUrl(kind, linkId)) : stoppable;
	};
	return { html: open(html), text: open(text) };
}

/** The letter to be read by a colleague: its button leads nowhere, and where its address stood there are words. */
export function inertLink(
	{ linkId, html, text }: Written,
	words: string
): { html: string; text: string } {
	const letter = withoutAddress({ html: html ?? '', text: text ?? '' }, doorOf(linkId), words);
	return withoutAddress(withoutAddress(letter, STOP_PLACE, words), ACCOUNT_PLACE, words);
}
