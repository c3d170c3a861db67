import { toDecimal, type Money } from '../money';

/** What the address of a payment page may name; all three are of the transfer that is shown beside it. */
const NAMED = ['amount', 'currency', 'reference'] as const;

/** As they are written in an address, for the sentences that name them. */
export const PAY_PAGE_NAMES = {
	amount: '{amount}',
	currency: '{currency}',
	reference: '{reference}'
} as const;

/**
 * The address a bank or a payment service gave its merchant, with `{amount}` (decimal point), `{currency}`
 * (ISO 4217) and `{reference}` where they belong: https, no user in it, nothing else in braces.
 */
export function isPayPage(template: string): boolean {
	const named = [...template.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name);
	if (named.some((name) => !NAMED.some((known) => known === name))) return false;
	const address = template.replace(/\{[a-z]+\}/g, '0');
	return URL.canParse(address) && isSafe(new URL(address));
}

const isSafe = ({ protocol, username, password }: URL): boolean =>
	protocol === 'https:' && !username && !password;

/** Where this sum is paid by card, or however that page takes money; null when the creditor has none. */
export function payPageFor(template: string, due: Money, reference: string): string | null {
	if (!template || due.minor <= 0n) return null;
	const said = { amount: toDecimal(due), currency: due.currency, reference };
	return template.replace(/\{(amount|currency|reference)\}/g, (_, name: keyof typeof said) =>
		encodeURIComponent(said[name])
	);
}
