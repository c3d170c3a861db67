import { parseLocalDate } from '$lib/domain/calendar';
import { readsAsNumber, type Filled } from '$lib/domain/fields/value';
import { formatDay, formatQuantity } from '$lib/i18n/format';
import type { Language } from '$lib/i18n/language';
import { typedDecimal } from '$lib/i18n/read-decimal';

type Known = Pick<Filled, 'kind' | 'value'>;

/** What is known, to be read. What an erasure put in its place is neither a number nor a day any more. */
export function asRead({ kind, value }: Known, language: Language): string {
	const day = kind === 'date' ? parseLocalDate(value) : null;
	if (day) return formatDay(day, language);
	return kind === 'number' && readsAsNumber(value) ? formatQuantity(value, language) : value;
}

/** As it stands in the form. */
export const asTyped = ({ kind, value }: Known, language: Language): string =>
	kind === 'number' ? typedDecimal(value, language) : value;

/** A number is text: what a browser takes for none it would send as nothing, and what is saved would be gone. */
export const inputOf = ({ kind, value }: Known): 'text' | 'date' =>
	kind === 'date' && (!value || parseLocalDate(value) !== null) ? 'date' : 'text';
