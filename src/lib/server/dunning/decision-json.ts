import type { Decision } from '$lib/domain/dunning/decision';

/** jsonb knows no bigint: amounts travel as text. */
export const toJson = (value: object): Record<string, unknown> => JSON.parse(toJsonText(value));

export const toJsonText = (value: object): string =>
	JSON.stringify(value, (_, v) => (typeof v === 'bigint' ? v.toString() : v));

/** What `toJson` made of a decision, or of the content of a notice, with its amounts again. */
export const fromJson = <T extends object = Decision>(json: Record<string, unknown>): T =>
	revive(json) as T;

function revive(value: unknown, key = ''): unknown {
	if (typeof value === 'string' && isAmountKey(key)) return BigInt(value);
	if (Array.isArray(value)) return value.map((item) => revive(item));
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, inner]) => [name, revive(inner, name)])
	);
}

const isAmountKey = (key: string): boolean => key === 'minor' || key.endsWith('Minor');
