import { parseLocalDate } from '$lib/domain/calendar';
import { STAGES } from './causes';
import { PRIORITIES } from './priority';
import { REASON_CATEGORIES } from './reasons';

/** What an address of the queue says, besides the page that is shown. */
export const FILTER_FIELDS = [
	'view',
	'sort',
	'q',
	'reason',
	'category',
	'stage',
	'priority',
	'deadline',
	'subStatus',
	'customer',
	'team',
	'owner',
	'amountFrom',
	'amountTo',
	'openedFrom',
	'openedTo',
	'closedWithin'
] as const;
export type FilterField = (typeof FILTER_FIELDS)[number];

/** How a deadline stands that is told of: about to be broken, or broken. */
export const DANGERS = ['risk', 'breached'] as const;
export type Danger = (typeof DANGERS)[number];

/** What narrows the list: neither which view it is of nor its order. */
export const NARROWING = FILTER_FIELDS.filter((field) => field !== 'view' && field !== 'sort');

export type SavedFilter = Partial<Record<FilterField, string>>;

/** Of what an address or a form says, what is a filter; nothing that is left empty or cannot be read. */
export function filterIn(said: Iterable<readonly [string, unknown]>): SavedFilter {
	const filter: SavedFilter = {};
	for (const [name, value] of said)
		if (isField(name) && typeof value === 'string' && isReadable(name, value.trim()))
			filter[name] = value.trim();
	return filter;
}

/** As machines write an amount, in units of its currency. */
const AMOUNT = /^\d{1,12}([.]\d{1,3})?$/;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const PERSON = /^(me|nobody|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
const CATEGORIES: readonly string[] = REASON_CATEGORIES;
const ALL_STAGES: readonly string[] = STAGES;
const ALL_PRIORITIES: readonly string[] = PRIORITIES;
const ALL_DANGERS: readonly string[] = DANGERS;

const READABLE: Partial<Record<FilterField, (value: string) => boolean>> = {
	category: (value) => CATEGORIES.includes(value),
	stage: (value) => ALL_STAGES.includes(value),
	priority: (value) => ALL_PRIORITIES.includes(value),
	deadline: (value) => ALL_DANGERS.includes(value),
	subStatus: (value) => ID.test(value),
	owner: (value) => PERSON.test(value),
	amountFrom: (value) => AMOUNT.test(value),
	amountTo: (value) => AMOUNT.test(value),
	openedFrom: (value) => parseLocalDate(value) !== null,
	openedTo: (value) => parseLocalDate(value) !== null,
	closedWithin: (value) => /^[1-9]\d{0,2}$/.test(value)
};

export const isReadable = (field: FilterField, value: string): boolean =>
	value !== '' && (READABLE[field]?.(value) ?? true);

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

/** How far back one may ask what was closed: days, so that the address stays true tomorrow. */
export const CLOSED_WITHIN = [7, 30, 90] as const;

/** Views that everybody has without saving them; his team's only where he is of one. */
export const givenViews = (
	team: string | null
): { key: 'team' | 'closed30'; filter: SavedFilter }[] => [
	...(team ? [{ key: 'team' as const, filter: { view: 'open', sort: 'due', team } }] : []),
	{ key: 'closed30', filter: { view: 'closed', sort: 'due', closedWithin: '30' } }
];
