import { createHash } from 'node:crypto';

/** Names a person who holds links of a company, on his device, without saying who: it stays when a link is replaced. */
export const personMark = ({
	organisationId,
	email
}: {
	organisationId: string;
	email: string;
}): string =>
	createHash('sha256')
		.update(`${organisationId}/${email.toLowerCase()}`)
		.digest('base64url')
		.slice(0, 12);
