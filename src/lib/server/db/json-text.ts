/**
 * JSON that was written already. Rows that go to the database by the thousand hold this and not the
 * objects it was made of: a long text is nothing to the collector of garbage, a tree of small objects is
 * copied by it again and again (docs/decisions/reading-in-bulk.md).
 */
export class JsonText {
	constructor(readonly text: string) {}
}

/** JSON knows no bigint: amounts are texts. */
export const jsonText = (value: object): JsonText => new JsonText(JSON.stringify(plain(value)));

/** As JSON holds it, where rows are written one by one. */
export const plainJson = (value: object): Record<string, unknown> =>
	plain(value) as Record<string, unknown>;

/** Amounts as text, all the way down; several times faster than a replacer for every value. */
function plain(value: unknown): unknown {
	if (typeof value === 'bigint') return value.toString();
	if (typeof value !== 'object' || value === null || 'toJSON' in value) return value;
	if (Array.isArray(value)) return value.map(plain);
	const copy: Record<string, unknown> = {};
	for (const key in value) copy[key] = plain((value as Record<string, unknown>)[key]);
	return copy;
}
