import type { Decision } from '$lib/domain/dunning/decision';
import { packItems, unpackItems } from './stored-items';

/** jsonb knows no bigint: amounts travel as text. */
export const toJson = (value: object): Record<string, unknown> => JSON.parse(toJsonText(value));

export const toJsonText = (value: object): string =>
	JSON.stringify(value, (_, v) => (typeof v === 'bigint' ? v.toString() : v));

/** With its invoices in one text. */
export const packed = <T extends Pick<Decision, 'items'>>({ items, ...rest }: T) => ({
	...rest,
	items: packItems(items)
});

/** What JSON holds of a decision, or of the content of a notice, packed or not, with its amounts again. */
export const fromJson = <T extends object = Decision>(json: Record<string, unknown>): T =>
	revive(json) as T;

function revive(value: unknown, key = ''): unknown {
	if (typeof value === 'string') return reviveText(value, key);
	if (Array.isArray(value)) return value.map((item) => revive(item));
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, inner]) => [name, revive(inner, name)])
	);
}

function reviveText(text: string, key: string): unknown {
	if (key === 'items') return unpackItems(text);
	return isAmountKey(key) ? BigInt(text) : text;
}

const isAmountKey = (key: string): boolean => key === 'minor' || key.endsWith('Minor');
