import { m } from '$lib/i18n/paraglide/messages';

export const casesIn = (count: number): string =>
	count === 1 ? m.reports_cases_one({ count }) : m.reports_cases_many({ count });
