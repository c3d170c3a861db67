import { IMPORT_FIELDS, type ImportField, type ImportMapping } from '$lib/domain/intake/mapping';

/** A tab does not survive every form: each separator has a name. */
export const SEPARATOR_NAMES = {
	';': 'semicolon',
	',': 'comma',
	'\t': 'tab',
	'|': 'pipe'
} as const;
export const ENCODINGS = ['utf-8', 'windows-1252', 'iso-8859-15', 'utf-16le', 'utf-16be'] as const;

export interface TypedMapping {
	mapping: ImportMapping;
	/** A meaning given to two columns: a field, or the id of a custom one. */
	twice: string | null;
}

/** What the form says, checked by the procedure. */
export function typedMapping(words: Record<string, string>): TypedMapping {
	const chosen = Object.entries(words).flatMap(([name, field]) => {
		const column = /^column-(\d+)$/.exec(name)?.[1];
		return column !== undefined && isMeaning(field) ? [{ column: Number(column), field }] : [];
	});
	const meant: Record<string, number> = {};
	for (const { column, field } of chosen) meant[field] ??= column;
	const custom = partOf(meant, (name) => !isField(name));
	return {
		mapping: {
			...{ ...settings(words), columns: partOf(meant, isField) },
			...(Object.keys(custom).length && { custom })
		},
		twice: chosen.find(({ column, field }) => meant[field] !== column)?.field ?? null
	};
}

const partOf = (meant: Record<string, number>, is: (name: string) => boolean) =>
	Object.fromEntries(Object.entries(meant).filter(([name]) => is(name)));

function settings(words: Record<string, string>): Omit<ImportMapping, 'columns' | 'custom'> {
	const separators = Object.entries(SEPARATOR_NAMES) as [ImportMapping['separator'], string][];
	return {
		...(words.complete !== undefined && { complete: true }),
		separator: separators.find(([, name]) => name === words.separator)?.[0] ?? ';',
		encoding: words.encoding as ImportMapping['encoding'],
		decimalMark: words.decimalMark as ImportMapping['decimalMark'],
		dateOrder: words.dateOrder as ImportMapping['dateOrder'],
		currency: (words.currency ?? '').trim().toUpperCase()
	};
}

const isField = (text: string): text is ImportField =>
	(IMPORT_FIELDS as readonly string[]).includes(text);

/** A field of the product, or one of the house by its id. */
const isMeaning = (text: string): boolean => isField(text) || UUID.test(text);
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** A file confirmed in a way that was not previewed is shown first. */
export const sameMapping = (a: ImportMapping, b: ImportMapping): boolean => plain(a) === plain(b);

const plain = ({ columns, custom = {}, ...rest }: ImportMapping): string =>
	JSON.stringify([
		rest.separator,
		rest.encoding,
		rest.decimalMark,
		rest.dateOrder,
		rest.currency,
		rest.complete ?? false,
		IMPORT_FIELDS.map((field) => columns[field] ?? null),
		Object.entries(custom).sort(([a], [b]) => (a < b ? -1 : 1))
	]);
