/**
 * Characters that exist to tell the fields and the records of a text apart. The driver takes about as
 * long for a row as the database does, so that what is read by the million comes as one text for each
 * customer: `string_agg(concat_ws(FIELD, …), LINE)` (docs/decisions/reading-in-bulk.md). What people
 * typed must be rid of both: `translate(…, FIELD || LINE, '')`.
 */
export const FIELD = '\u001f';
export const LINE = '\u001e';
/** A field that is nothing: an empty one is an empty text. */
export const NONE = '\u001d';

/** The records of such a text; none of a customer that has no row. */
export const linesIn = (text: string | undefined): string[] =>
	text === undefined ? [] : text.split(LINE);
