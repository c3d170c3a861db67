/** The keys of an answer by where they stand, lists as one: `{ '': 'items', 'items[]': 'id name' }`. */
export type Keys = Record<string, string>;

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-/;

export function keysIn(values: readonly unknown[]): Keys {
	const found = new Map<string, Set<string>>();
	for (const value of values) collect(found, value, '');
	const sorted = [...found].sort(([a], [b]) => (a < b ? -1 : 1));
	return Object.fromEntries(sorted.map(([at, keys]) => [at, [...keys].sort().join(' ')]));
}

function collect(found: Map<string, Set<string>>, value: unknown, at: string): void {
	if (value === null || typeof value !== 'object' || isWhole(value)) return;
	if (Array.isArray(value) || value instanceof Set)
		return [...value].forEach((one) => collect(found, one, `${at}[]`));
	const entries = value instanceof Map ? [...value] : Object.entries(value);
	for (const [key, inner] of entries) {
		const name = ID.test(String(key)) ? '*' : String(key);
		if (!found.has(at)) found.set(at, new Set());
		found.get(at)!.add(name);
		collect(found, inner, at ? `${at}.${name}` : name);
	}
}

const isWhole = (value: object): boolean => value instanceof Date || value instanceof Uint8Array;
