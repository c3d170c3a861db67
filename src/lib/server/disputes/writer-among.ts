import type { LinkHolder } from '../auth/scope';
import type { Recipient } from './recipients';

/**
 * The address of whoever writes, who is not told what he wrote: the holder of the link, or somebody else who
 * uses it and follows the case himself. The holder then hears what was written through his link.
 */
export function writerAmong(
	recipients: readonly Pick<Recipient, 'email' | 'name'>[],
	{ acting, email }: Pick<LinkHolder, 'acting' | 'email'>
): string | undefined {
	if (!acting) return email;
	return recipients.find(({ name }) => isSame(name, acting))?.email;
}

const isSame = (a: string, b: string): boolean =>
	a.trim().localeCompare(b.trim(), undefined, { sensitivity: 'base' }) === 0;
