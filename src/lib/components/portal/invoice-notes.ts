import type { LocalDate } from '$lib/domain/calendar';
import { formatDay } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import { pauseWords, type Promised, type PromisedPart } from './words';

/** One thing to know about an invoice; of a part of it, how much. */
export interface Note {
	minor: bigint | null;
	words: string;
}

/** What there may be to say of an invoice besides its amount and its day. */
export interface Noted {
	state: string;
	disputedMinor: bigint;
	/** Of it, payable again since it was decided. */
	refusedMinor: bigint;
	pause: { kind: string; untilOn: LocalDate | null } | null;
	saidPaid: readonly { minor: bigint; untilOn: LocalDate | null }[];
	promise: (Promised & Read) | null;
	/** Did not come in time, and is asked for again. */
	missed: (Promised & Read) | null;
}
interface Read {
	promiseIds: readonly string[];
}

/** Under its row: each part with its amount, what is not asked for first. */
export const notesOf = (
	invoice: Noted,
	{ show, isSought }: { show: string; isSought: boolean }
): Note[] => [
	...(show === 'free' ? restingNotes(invoice) : []),
	...(isSought ? [{ minor: null, words: m.portal_sought() }] : []),
	...(show === 'free' ? partNote(contestedOf(invoice), m.portal_note_disputed()) : []),
	...(show === 'free' || show === 'disputed'
		? partNote(invoice.refusedMinor, m.portal_note_refused())
		: [])
];

export const contestedOf = ({ disputedMinor, refusedMinor }: Noted): bigint =>
	disputedMinor - refusedMinor;

/** What was promised, what did not come, and what rests; nothing of an invoice that is covered. */
export const restingNotes = (invoice: Noted): Note[] =>
	invoice.state === 'covered'
		? []
		: [
				...promisedNotes(invoice),
				...(invoice.missed?.parts ?? []).map(missedNote),
				...(invoice.pause ? [{ minor: null, words: pauseWords(invoice.pause) }] : []),
				...invoice.saidPaid.map(saidPaidNote)
			];

/** Where what was promised of it is read again. */
export const promisesOf = ({ state, promise, missed }: Noted): string[] =>
	state === 'covered'
		? []
		: [...new Set([promise, missed].flatMap((one) => one?.promiseIds ?? []))];

const partNote = (minor: bigint, words: string): Note[] => (minor > 0n ? [{ minor, words }] : []);

/** Promised as a whole for one day, its row says so already. */
const promisedNotes = ({ state, promise }: Noted): Note[] =>
	!promise || (state === 'promised' && promise.parts.length === 1)
		? []
		: promise.parts.map(promisedNote);

const promisedNote = ({ minor, on, untilOn, isPast }: PromisedPart): Note => ({
	minor,
	words: (isPast ? m.portal_note_promised_past : m.portal_note_promised)({
		date: formatDay(on),
		until: formatDay(untilOn)
	})
});

const missedNote = ({ minor, on }: PromisedPart): Note => ({
	minor,
	words: m.portal_note_missed({ date: formatDay(on) })
});

const saidPaidNote = ({ minor, untilOn }: Noted['saidPaid'][number]): Note => ({
	minor,
	words: untilOn
		? m.portal_note_said_paid({ until: formatDay(untilOn) })
		: m.portal_note_said_paid_found()
});
