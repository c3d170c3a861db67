import { entryNames } from '$lib/domain/proofs/entry-names';
import { agreementEntries } from './agreements';
import type { Asked } from './asked';
import { caseSummary } from './case-summary';
import { INTERNAL, type Entry, type Missing } from './entry';
import { fileEntries, filesHeldBack } from './files';
import { mailEntries } from './mails';
import { noticeEntries } from './notices';
import { internalNotes } from './notes';
import { invoiceEntries, paperEntries } from './papers';
import { threadText } from './thread';
import { timelineCsv } from './timeline';

/** The files of the pack in the order they are read in, and those that may not be given out. */
export function caseEntries(asked: Asked): { entries: Entry[]; missing: Missing[] } {
	const pathOf = entryNames();
	return {
		entries: [
			...written(asked),
			...invoiceEntries(asked, pathOf),
			...paperEntries(asked, pathOf),
			...mailEntries(asked, pathOf),
			...noticeEntries(asked, pathOf),
			...agreementEntries(asked, pathOf),
			...fileEntries(asked, pathOf)
		],
		missing: filesHeldBack(asked, pathOf)
	};
}

const written = (asked: Asked): Entry[] => [
	{ path: 'case.json', kind: 'case', content: caseSummary(asked) },
	{ path: 'timeline.csv', kind: 'timeline', content: timelineCsv(asked) },
	{ path: 'thread.txt', kind: 'thread', content: threadText(asked) },
	{ path: `${INTERNAL}/notes.txt`, kind: 'notes', content: internalNotes(asked) }
];
