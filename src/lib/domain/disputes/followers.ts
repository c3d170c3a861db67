import { isFreeMail } from './free-mail';

export const MOST_FOLLOWERS = 10;

export interface KnownContact {
	readonly id: string;
	readonly email: string;
}

export type FollowerKind =
	/** Opens the account with a link of his own. */
	| { readonly kind: 'contact'; readonly contactId: string }
	/** Reads what happens in his mails and opens nothing. */
	| { readonly kind: 'colleague' }
	| { readonly kind: 'stranger' };

const plain = (email: string): string => email.trim().toLowerCase();
const domainOf = (email: string): string => plain(email).split('@')[1] ?? '';

/**
 * What an address somebody typed may receive. A link must never become a door for anybody its holder
 * likes: a contact of the customer is known, a shared company domain makes a colleague, and an address
 * everybody can open (free mail) makes nobody one.
 */
export function followerKind(
	email: string,
	{ contacts, holderEmail }: { contacts: readonly KnownContact[]; holderEmail: string }
): FollowerKind {
	const known = contacts.find((contact) => plain(contact.email) === plain(email));
	if (known) return { kind: 'contact', contactId: known.id };
	const ours = [holderEmail, ...contacts.map((contact) => contact.email)].map(domainOf);
	const isColleague =
		!isFreeMail(email) && domainOf(email) !== '' && ours.includes(domainOf(email));
	return { kind: isColleague ? 'colleague' : 'stranger' };
}

/** Whoever opens the account ends his own mails; who only reads mails may be taken off by any colleague. */
export const mayRemoveFollower = (
	follower: { readonly email: string; readonly contactId: string | null },
	holderEmail: string
): boolean => follower.contactId === null || plain(follower.email) === plain(holderEmail);
