import type { Labels } from '$lib/domain/language';
import { labelOf } from './labels';
import { m } from './paraglide/messages';

const nameOf = (kept: unknown): string =>
	(typeof kept === 'object' && kept !== null && labelOf(kept as Labels)) ||
	m.fields_sub_status_no();

/** From which step of the house's own a case came to which, by their names. */
export const subStatusWords = ({ before, after }: Readonly<Record<string, unknown>>): string =>
	m.fields_sub_status_moved({ before: nameOf(before), after: nameOf(after) });
