/** Of a section, what is read before anything is unfolded: on a phone a whole day is many screens. */
const FIRST = 5;

/** One row alone is not worth a press. */
export function folded<Row>(rows: readonly Row[]): {
	first: readonly Row[];
	rest: readonly Row[];
} {
	const at = rows.length > FIRST + 1 ? FIRST : rows.length;
	return { first: rows.slice(0, at), rest: rows.slice(at) };
}
