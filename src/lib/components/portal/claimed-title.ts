import { m } from '$lib/i18n/paraglide/messages';

/** What became of a payment somebody reported, said first. */
export function claimedTitle(verdict: 'found' | 'not_found' | null): string {
	if (verdict === 'found') return m.pay_claimed_title_found();
	return verdict === 'not_found' ? m.pay_claimed_title_not_found() : m.pay_claimed_title();
}
