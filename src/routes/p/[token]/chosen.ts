const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The invoices an address names; what is no id names none. */
export const chosenIn = (url: URL): string[] =>
	[...new Set(url.searchParams.getAll('invoice'))].filter((text) => ID.test(text)).slice(0, 200);

/** One id behind a name of the query; null when there is none. */
export function idIn(url: URL, name: string): string | null {
	const text = url.searchParams.get(name) ?? '';
	return ID.test(text) ? text : null;
}
