import { AppError } from '$lib/domain/errors';

const LOCAL = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const LABEL = /^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;

/**
 * One plain address and nothing else: no display name, no list, no comment, no line break, no letters
 * that look like others. Only what passes here is ever written into an envelope.
 * @throws email_invalid
 */
export function plainAddress(text: string): string {
	const [local = '', domain = '', ...more] = text.split('@');
	const labels = domain.split('.');
	const fits = text.length <= 254 && local.length <= 64 && more.length === 0;
	if (
		!fits ||
		!LOCAL.test(local) ||
		labels.length < 2 ||
		!labels.every((label) => LABEL.test(label)) ||
		/^\d+$/.test(labels.at(-1)!)
	)
		throw new AppError('email_invalid');
	return `${local}@${domain.toLowerCase()}`;
}

/** `MAIL_FROM` may be written `Name <address>`; the name on a letter is the creditor's own. */
export const addressIn = (text: string): string =>
	plainAddress(/^[^<>]*<([^<>]+)>\s*$/.exec(text)?.[1] ?? text.trim());
