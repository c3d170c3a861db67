import type { LocalDate } from '$lib/domain/calendar';
import { money } from '$lib/domain/money';
import type { ReportedState } from '$lib/domain/receivables/reported-payment';
import { formatDay, formatMoney } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import { reportedWords } from './reported-words';
import { pauseWords, type Promised, type PromisedPart } from './words';

/** One thing to know about an invoice; of what its row does not ask for, how much. */
export interface Note {
	minor: bigint | null;
	words: string;
	/** Where what it tells of was promised. */
	promiseIds?: readonly string[];
}

/** What there may be to say of an invoice besides its amount and its day. */
export interface Noted {
	state: string;
	currency: string;
	totalMinor: bigint;
	openMinor: bigint;
	/** What is asked for of it at once. */
	restMinor: bigint;
	disputedMinor: bigint;
	/** Of it, payable again since it was decided. */
	refusedMinor: bigint;
	/** Of it, accepted and not settled yet. */
	acceptedMinor: bigint;
	pause: { kind: string; untilOn: LocalDate | null } | null;
	saidPaid: readonly { minor: bigint; untilOn: LocalDate | null }[];
	promise: (Promised & Read) | null;
	/** Did not come in time, and is asked for again. */
	missed: (Promised & Read) | null;
	/** Of what is asked for, what nobody reminds of since a case about it ended. */
	quiet: { minor: bigint; untilOn: LocalDate } | null;
}
interface Read {
	promiseIds: readonly string[];
}

/** Under its row: each part with its amount, what is not asked for first. */
export const notesOf = (
	invoice: Noted,
	{ show, reported }: { show: string; reported: ReportedState | null }
): Note[] => [
	...(show === 'free' ? restingNotes(invoice) : []),
	...reportedNote(reported),
	...(show === 'free' ? partNote(contestedOf(invoice), contestedWords(invoice)) : []),
	...(show === 'disputed' ? acceptedNote(invoice) : []),
	...(show === 'free' || show === 'disputed'
		? [
				...partNote(invoice.refusedMinor, m.portal_note_refused()),
				...partNote(invoice.totalMinor - invoice.openMinor, m.portal_note_settled())
			]
		: [])
];

const reportedNote = (reported: ReportedState | null): Note[] => {
	const words = reported ? reportedWords(reported) : '';
	return words ? [{ minor: null, words }] : [];
};

/** Of a row whose state says it already where it is all of it; part of what the row contests, it adds nothing. */
const acceptedNote = (invoice: Noted): Note[] =>
	invoice.acceptedMinor > 0n && invoice.acceptedMinor < contestedOf(invoice)
		? [{ minor: null, words: m.portal_note_accepted_part({ amount: amountOf(invoice) }) }]
		: [];

const amountOf = ({ acceptedMinor, currency }: Noted): string =>
	formatMoney(money(acceptedMinor, currency));

/** Decided for him, it is contested no longer, though nothing has settled it yet. */
function contestedWords(invoice: Noted): string {
	if (invoice.acceptedMinor === 0n) return m.portal_note_disputed();
	return isAccepted(invoice)
		? m.portal_note_accepted()
		: m.portal_note_disputed_partly({ amount: amountOf(invoice) });
}

export const contestedOf = ({ disputedMinor, refusedMinor }: Noted): bigint =>
	disputedMinor - refusedMinor;

/** What did not come, what is promised, and what rests; nothing of an invoice that is covered. */
export const restingNotes = (invoice: Noted): Note[] =>
	invoice.state === 'covered'
		? []
		: [
				...withLinks((invoice.missed?.parts ?? []).map(missedNoteIn(invoice)), invoice.missed),
				...quietNote(invoice),
				...withLinks(promisedNotes(invoice), otherPlans(invoice)),
				...(invoice.pause ? [{ minor: null, words: pauseWords(invoice.pause) }] : []),
				...invoice.saidPaid.map(saidPaidNote)
			];

/** The last of several leads to the promise; what its row says already has nothing but the way there. */
function withLinks(notes: readonly Note[], read: Read | null): Note[] {
	const promiseIds = read?.promiseIds ?? [];
	const last = notes.at(-1) ?? { minor: null, words: '' };
	return promiseIds.length > 0 ? [...notes.slice(0, -1), { ...last, promiseIds }] : [...notes];
}

/** A plan of which a payment did not come is read again beside that one. */
const otherPlans = ({ promise, missed }: Noted): Read | null =>
	promise && {
		promiseIds: promise.promiseIds.filter((id) => !missed?.promiseIds.includes(id))
	};

/** All that is contested of it was decided for him. */
export const isAccepted = (
	invoice: Pick<Noted, 'disputedMinor' | 'refusedMinor' | 'acceptedMinor'>
): boolean =>
	invoice.acceptedMinor > 0n &&
	invoice.acceptedMinor === invoice.disputedMinor - invoice.refusedMinor;

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

/** Asked for again, it is part of what the row asks for, or all of it. */
const missedNoteIn =
	({ currency, restMinor }: Noted) =>
	({ minor, on }: PromisedPart): Note => ({
		minor: null,
		words:
			minor === restMinor
				? m.portal_note_missed_all({ date: formatDay(on) })
				: m.portal_note_missed({
						amount: formatMoney(money(minor, currency)),
						date: formatDay(on)
					})
	});

const quietNote = ({ quiet, restMinor, currency }: Noted): Note[] =>
	quiet ? [{ minor: null, words: quietWords(quiet, { restMinor, currency }) }] : [];

/** "Of which" names a part: of the whole the amount stands in the row. */
export function quietWords(
	{ minor, untilOn }: NonNullable<Noted['quiet']>,
	{ restMinor, currency }: Pick<Noted, 'restMinor' | 'currency'>
): string {
	const until = formatDay(untilOn);
	return minor === restMinor
		? m.portal_note_quiet_all({ until })
		: m.portal_note_quiet({ amount: formatMoney(money(minor, currency)), until });
}

const saidPaidNote = ({ minor, untilOn }: Noted['saidPaid'][number]): Note => ({
	minor,
	words: untilOn
		? m.portal_note_said_paid({ until: formatDay(untilOn) })
		: m.portal_note_said_paid_found()
});
