import { uuidv7 } from 'uuidv7';
import { amendmentRows, type ChangedRow } from '$lib/i18n/amendment-words';
import type { caller } from '$lib/server/trpc/caller';
import type { FieldProblem } from '../../incoming';
import type { KeptFile } from '../../kept-files';
import { shownWith } from '../../new/known-to';
import type { ShownLine } from '../../new/shown-lines';
import type { Typed } from '../../new/typed';

type Known = Awaited<ReturnType<ReturnType<typeof caller>['portal']['disputes']['amendForm']>>;

export interface Given {
	typed: Typed;
	/** Of the invoices chosen, when lines are contested. */
	lines: ShownLine[];
	known: Known;
	/** The version of the case on the page that was answered. */
	seen: string;
	hadFiles: boolean;
	/** Files that are here already. */
	kept: KeptFile[];
	isStale?: boolean;
	/** What was typed, as a message; there is none while the case may be amended. */
	message?: string;
}

/** The form given back: what is wrong, what somebody else changed meanwhile, or the message instead. */
export interface Answer {
	values: Typed;
	lines: ShownLine[];
	/** Chosen or found, of an account too large for one page. */
	invoices: Known['invoices'];
	/** What was looked for, and how many there are. */
	found: Known['found'];
	problem: { all: FieldProblem[]; hadFiles: boolean };
	/** Files that are here already; without scripts nothing else would remember them. */
	kept: KeptFile[];
	version: string;
	/** Changed since the page was opened, in words; null when it was not. */
	stale: { by: string; rows: ChangedRow[] }[] | null;
	/** Null while the case may be amended. */
	message: string | null;
	isOver: boolean;
}

/** With a fresh key: what was refused left nothing behind. */
export const answerOf = (
	{ typed, lines, known, seen, hadFiles, kept, isStale = false, message }: Given,
	all: FieldProblem[] = []
): Answer => ({
	values: { ...typed, key: uuidv7() },
	...shownWith({ ...known, lines }),
	problem: { all, hadFiles: hadFiles && kept.length === 0 },
	kept,
	version: known.version,
	stale: isStale
		? known.amendments
				.filter(({ id }) => id > seen)
				.map(({ byName, before, after }) => ({ by: byName, rows: amendmentRows(before, after) }))
		: null,
	message: message ?? null,
	isOver: known.isOver
});
