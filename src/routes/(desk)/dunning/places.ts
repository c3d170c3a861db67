import { m } from '$lib/i18n/paraglide/messages';

/** The pages of dunning, in the order of their tabs. */
export const places = (): { href: string; label: string }[] => [
	{ href: '/dunning', label: m.dunning_tab_today() },
	{ href: '/dunning/scenarios', label: m.scenarios_title() },
	{ href: '/dunning/mails', label: m.dunning_mails_title() },
	{ href: '/dunning/letters', label: m.letters_title() },
	{ href: '/dunning/promises', label: m.promises_title() },
	{ href: '/dunning/forecast', label: m.runs_title() },
	{ href: '/dunning/templates', label: m.templates_title() },
	{ href: '/dunning/rates', label: m.letters_rates_title() }
];
