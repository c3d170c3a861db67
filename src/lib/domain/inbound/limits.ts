/** Why a mail is not read at all: it is kept, and nothing else happens to it. */
export const UNREADABLE = [
	'too_large',
	'headers_too_long',
	'too_many_parts',
	'too_deep',
	'too_many_lines',
	'unreadable',
	'not_fetched'
] as const;
export type Unreadable = (typeof UNREADABLE)[number];

export const LARGEST_MAIL = 25_000_000;
/** All that stands in what is kept in place of a mail its mailbox did not give. */
export const NOT_FETCHED = 'X-Entendu-Not-Fetched';
const STAND_IN = new RegExp(`^${NOT_FETCHED}: [^\\r\\n]{1,2000}\\r\\n\\r\\n$`);
const LONGEST_HEADERS = 262_144;
const MOST_PARTS = 100;
const DEEPEST = 20;
/** Twenty-five megabytes of files make a third of it; a parser takes its time over each. */
const MOST_LINES = 1_000_000;

/** Looked at before any parser sees it, in one pass over the bytes. Null: it may be read. */
export function beyondLimits(raw: string): Unreadable | null {
	if (raw.length > LARGEST_MAIL) return 'too_large';
	if (STAND_IN.test(raw)) return 'not_fetched';
	const blank = /\r?\n\r?\n/.exec(raw.slice(0, LONGEST_HEADERS + 4));
	if (!blank && raw.length > LONGEST_HEADERS) return 'headers_too_long';
	if (hasMoreLines(raw, MOST_LINES)) return 'too_many_lines';
	return structureProblem(raw);
}

function hasMoreLines(raw: string, most: number): boolean {
	let lines = 0;
	for (let at = raw.indexOf('\n'); at >= 0; at = raw.indexOf('\n', at + 1))
		if (++lines > most) return true;
	return false;
}

/** A boundary that is announced, or a line that may be one. */
const MARKS = /^(?:content-type:|[ \t])[^\r\n]{0,900}?boundary="?([^"\r\n;]+)|^--([^\r\n]+)/gim;

function structureProblem(raw: string): Unreadable | null {
	const open: string[] = [];
	let parts = 0;
	for (const [, announced, line] of raw.matchAll(MARKS)) {
		if (announced !== undefined) open.push(announced.trim());
		else if (closes(open, line!.trim())) parts += 1;
		if (open.length > DEEPEST) return 'too_deep';
		if (parts > MOST_PARTS) return 'too_many_parts';
	}
	return null;
}

/** Whether the line is a boundary of what is open; what stood inside it is over. */
function closes(open: string[], line: string): boolean {
	const at = open.findLastIndex((boundary) => line === boundary || line === `${boundary}--`);
	if (at < 0) return false;
	open.length = line === open[at] ? at + 1 : at;
	return true;
}
