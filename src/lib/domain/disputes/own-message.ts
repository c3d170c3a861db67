import { isSameAddress } from '../same-address';

interface Author {
	authorName: string;
	/** Null: written before it was kept. */
	authorEmail: string | null;
}

/** As whom somebody may have written: himself, or those he does the work of. */
export interface Writer {
	names: readonly string[];
	emails: readonly string[];
}

/** By his address: two colleagues may bear one name. What was written before addresses were kept, by his name. */
export const isOwnMessage = (
	{ authorName, authorEmail }: Author,
	{ names, emails }: Writer
): boolean =>
	authorEmail
		? emails.some((email) => isSameAddress(email, authorEmail))
		: names.includes(authorName);
