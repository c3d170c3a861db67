import { fail } from '@sveltejs/kit';
import type { FieldProblem, Problem } from '../incoming';
import type { KeptFile } from '../kept-files';
import type { KnownTo } from './known-to';
import type { ShownAnswer } from './known-words';
import type { ShownLine } from './shown-lines';
import type { Typed } from './typed';

/** The form given back: with what is wrong, or with what has to be read before it leaves. */
export interface Again {
	problem: Omit<Problem, 'words' | 'field'>;
	values: Typed;
	/** Of the invoices chosen, when lines are contested. */
	lines: ShownLine[];
	/** Chosen or found, of an account too large for one page. */
	invoices: KnownTo['invoices'];
	/** What was looked for, and how many there are. */
	found: KnownTo['found'];
	/** What is on file and may settle it. */
	known: ShownAnswer[];
	/** Files that are here already; without scripts nothing else would remember them. */
	kept: KeptFile[];
	/** Numbers of the invoices that what was on file settled: no case is open, and what was typed is still here. */
	settled: string[];
	/** The case this form has opened already, with other content. */
	sentAs: string | null;
}

type Given = Partial<Omit<Again, 'values' | 'problem'>> & { values: Typed; hadFiles: boolean };

export const again = (
	{ values, hadFiles, known = [], kept = [], settled = [], sentAs = null, ...shown }: Given,
	all: FieldProblem[] = []
): Again => ({
	problem: { all, hadFiles: hadFiles && kept.length === 0 },
	...{ values, lines: [], invoices: [], found: null, ...shown },
	...{ known, kept, settled, sentAs }
});

export const refusedAgain = (status: number, given: Given, all: FieldProblem[]) =>
	fail(status, again(given, all));
