import type { Waiting } from './outbox-item';

/** Names what comes back into a form: the key it waits under. */
export const REFILL = 'refill';

const paramsOf = (url: string): [string, string][] => [
	...new URLSearchParams(url.split('?')[1] ?? '')
];
const isAction = (name: string): boolean => name.startsWith('/');

/** Where a form goes, without what says that it was corrected before. */
export function formAddress({ pathname, search }: Pick<URL, 'pathname' | 'search'>): string {
	const rest = search.slice(1).split('&');
	const kept = rest.filter((param) => param && param.split('=')[0] !== REFILL);
	return pathname + (kept.length ? `?${kept.join('&')}` : '');
}

/** The page it was written on, for the same invoices, with what was written. */
export function correctionOf({ url, fields, key }: Waiting): string {
	const of = paramsOf(url).filter(([name]) => !isAction(name) && name !== REFILL);
	const isNew = ([name, value]: [string, string]) =>
		name === 'invoice' && !of.some((param) => param[0] === name && param[1] === value);
	const params = new URLSearchParams([...of, ...fields.filter(isNew), [REFILL, key]]);
	return `${url.split('?')[0]}?${params}`;
}

export const refillIn = ({ search }: Pick<URL, 'search'>): string | null =>
	new URLSearchParams(search).get(REFILL);

/** The address of a form for what is ticked in it: of a large account it brings the lines of these. */
export function forInvoices(address: string, invoices: readonly string[]): string {
	if (invoices.length === 0) return address;
	const [path = '', query] = address.split('?');
	const params = new URLSearchParams(query);
	params.delete('invoice');
	for (const id of invoices) params.append('invoice', id);
	return `${path}?${params}`;
}
