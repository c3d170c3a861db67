import { redirect } from '@sveltejs/kit';
import { MOST_NAMED } from '$lib/domain/receivables/at-once';
import { isUuid } from '$lib/domain/uuid';

/** The invoices an address names; what is no id names none. */
export const chosenIn = (url: URL): string[] =>
	[...new Set(url.searchParams.getAll('invoice'))].filter(isUuid).slice(0, MOST_NAMED);

/** One id behind a name of the query; null when there is none. */
export function idIn(url: URL, name: string): string | null {
	const text = url.searchParams.get(name) ?? '';
	return isUuid(text) ? text : null;
}

/** What a page says of its list: its page, its search. */
const OF_LIST = ['q', 'state', 'page', 'cases'];

/** The form of the account brings along which page it was on: the address of what follows names the invoices only. */
export function withoutList(url: URL): void {
	const kept = new URL(url);
	for (const name of OF_LIST) kept.searchParams.delete(name);
	if (kept.search !== url.search) redirect(303, kept.pathname + kept.search);
}
