import { entryNames } from '$lib/domain/proofs/entry-names';
import { agreementEntries } from './agreements';
import { doublesIn, type Asked } from './asked';
import { caseSummary } from './case-summary';
import { INTERNAL, inside, type Entry, type Missing } from './entry';
import { fileEntries, filesHeldBack } from './files';
import { mailEntries } from './mails';
import { noticeEntries } from './notices';
import { internalNotes } from './notes';
import { handedOverEntries, invoiceEntries, paperEntries } from './papers';
import { threadText } from './thread';
import { timelineCsv } from './timeline';

/** The files of the pack in the order they are read in, and those that may not be given out. */
export function caseEntries(asked: Asked): { entries: Entry[]; missing: Missing[] } {
	const pathOf = entryNames();
	const doubles = doublesIn(asked).map(caseInAccount);
	const isHanded = asked.internal ? () => true : isForAll;
	const entries = [
		...written(asked),
		...invoiceEntries(asked, pathOf),
		...paperEntries(asked, pathOf),
		...mailEntries(asked, pathOf),
		...noticeEntries(asked, pathOf),
		...agreementEntries(asked, pathOf),
		...fileEntries(asked, pathOf),
		...doubles.flatMap((double) => double.entries)
	];
	const missing = [...filesHeldBack(asked, pathOf), ...doubles.flatMap((double) => double.missing)];
	return { entries: entries.filter(isHanded), missing: missing.filter(isHanded) };
}

/** Of a case inside the pack of its customer or of the case it went into, whose invoices and notices lie beside it. */
export function caseInAccount(asked: Asked): { entries: Entry[]; missing: Missing[] } {
	const pathOf = entryNames();
	const place = placedIn(asked.facts.about.dispute.reference, asked.internal);
	return {
		entries: [
			...written(asked),
			...handedOverEntries(asked, pathOf),
			...mailEntries(asked, pathOf),
			...agreementEntries(asked, pathOf),
			...fileEntries(asked, pathOf)
		].flatMap(place),
		missing: filesHeldBack(asked, pathOf).flatMap(place)
	};
}

const isForAll = ({ path }: { path: string }): boolean => !path.startsWith(`${INTERNAL}/`);

/** Under the name of the case; what is internal stays under `internal`, or stays here. */
const placedIn =
	(reference: string, internal: boolean) =>
	<T extends { path: string }>(entry: T): T[] => {
		const inner = !isForAll(entry);
		if (inner && !internal) return [];
		const rest = inner ? entry.path.slice(INTERNAL.length + 1) : entry.path;
		return [{ ...entry, path: inside(inner, `cases/${reference}/${rest}`) }];
	};

const written = (asked: Asked): Entry[] => [
	{ path: 'case.json', kind: 'case', content: caseSummary(asked) },
	{ path: 'timeline.csv', kind: 'timeline', content: timelineCsv(asked) },
	{ path: 'thread.txt', kind: 'thread', content: threadText(asked) },
	{ path: `${INTERNAL}/notes.txt`, kind: 'notes', content: internalNotes(asked) }
];
