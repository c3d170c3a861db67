import { m } from '$lib/i18n/paraglide/messages';

/** The pages of dunning, in the order of their tabs. */
export const places = (): { href: string; label: string }[] => [
	{ href: '/dunning', label: m.dunning_tab_today() },
	{ href: '/dunning/rates', label: m.letters_rates_title() }
];
