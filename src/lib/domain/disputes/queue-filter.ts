/** What an address of the queue says, besides the page that is shown. */
export const FILTER_FIELDS = [
	'view',
	'sort',
	'q',
	'reason',
	'category',
	'customer',
	'team',
	'owner',
	'amountFrom',
	'amountTo',
	'openedFrom',
	'openedTo'
] as const;
export type FilterField = (typeof FILTER_FIELDS)[number];

/** What narrows the list: neither which view it is of nor its order. */
export const NARROWING = FILTER_FIELDS.filter((field) => field !== 'view' && field !== 'sort');

export type SavedFilter = Partial<Record<FilterField, string>>;

/** Of what an address or a form says, what is a filter; nothing that is left empty. */
export function filterIn(said: Iterable<readonly [string, unknown]>): SavedFilter {
	const filter: SavedFilter = {};
	for (const [name, value] of said)
		if (isField(name) && typeof value === 'string' && value.trim()) filter[name] = value.trim();
	return filter;
}

const isField = (name: string): name is FilterField =>
	FILTER_FIELDS.some((field) => field === name);

/** The address of the list that a filter is. */
export function addressOf(filter: SavedFilter, path = '/disputes'): string {
	const said = new URLSearchParams(FILTER_FIELDS.flatMap((field) => pairOf(filter, field)));
	return said.size ? `${path}?${said}` : path;
}

const pairOf = (filter: SavedFilter, field: FilterField): [string, string][] =>
	filter[field] ? [[field, filter[field]]] : [];

/** The same filter, whatever the order in which it was said. */
export const isSameFilter = (one: SavedFilter, other: SavedFilter): boolean =>
	addressOf(one) === addressOf(other);
