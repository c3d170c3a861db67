import type { LocalDate } from '$lib/domain/calendar';
import type { Money } from '$lib/domain/money';
import type { ReasonCategory } from './reasons';
import type { Verdict } from './schema';

/** What is on file about an invoice that may settle a disagreement before it is sent. */
export interface KnownFacts {
	invoiceId: string;
	number: string;
	orderNumber: string;
	deliveryNotes: readonly { documentId: string; name: string }[];
	creditNotes: readonly { number: string; issuedOn: LocalDate; amount: Money }[];
	/** Other invoices of the same customer with the same total and the same order. */
	twins: readonly { invoiceId: string; number: string; issuedOn: LocalDate }[];
	/** Cases about it with the same reason that were decided. */
	decided: readonly { reference: string; decidedOn: LocalDate; verdict: Verdict }[];
}

export type KnownAnswer = { invoiceId: string; number: string } & (
	| { kind: 'delivery_note'; documentId: string; name: string }
	| { kind: 'order_number'; orderNumber: string }
	| { kind: 'credit_note'; creditNote: string; issuedOn: LocalDate; amount: Money }
	| { kind: 'duplicate'; case: KnownFacts['decided'][number]; twin: null }
	| { kind: 'duplicate'; case: null; twin: KnownFacts['twins'][number] }
);

interface Asked {
	category: ReasonCategory;
	canonicalCode: string;
	/** What the reason asked for besides words, as typed. */
	detail: string;
}

/** Reasons for which money that was already given back is an answer. */
const CREDITED: readonly ReasonCategory[] = ['price', 'delivery', 'quality', 'commercial'];
const TWICE = 'DOUBLON';

/** What may settle it, invoice by invoice: only what has to do with the reason. */
export const knownAnswers = (asked: Asked, facts: readonly KnownFacts[]): KnownAnswer[] =>
	facts.flatMap((known) => [
		...deliveryNotes(asked, known),
		...orderNumber(asked, known),
		...creditNotes(asked, known),
		...decided(known),
		...twins(asked, known)
	]);

/** What was shown: the same thing is not shown twice. */
export const shownKey = (found: KnownAnswer): string =>
	[found.kind, found.invoiceId, thingOf(found)].join(':');

function thingOf(found: KnownAnswer): string {
	if (found.kind === 'delivery_note') return found.documentId;
	if (found.kind === 'credit_note') return found.creditNote;
	return found.kind === 'duplicate' ? (found.case?.reference ?? found.twin!.number) : '';
}

const about = ({ invoiceId, number }: KnownFacts) => ({ invoiceId, number });

const deliveryNotes = ({ category }: Asked, known: KnownFacts): KnownAnswer[] =>
	category === 'delivery'
		? known.deliveryNotes.map((note) => ({ ...about(known), kind: 'delivery_note', ...note }))
		: [];

/** A number that is on the invoice answers whoever misses one, unless he names another. */
function orderNumber(asked: Asked, known: KnownFacts): KnownAnswer[] {
	const isAsked = asked.category === 'administrative' && asked.canonicalCode !== TWICE;
	const names = plain(asked.detail);
	if (!isAsked || !known.orderNumber || (names && names !== plain(known.orderNumber))) return [];
	return [{ ...about(known), kind: 'order_number', orderNumber: known.orderNumber }];
}

const creditNotes = ({ category, canonicalCode }: Asked, known: KnownFacts): KnownAnswer[] =>
	CREDITED.includes(category) || canonicalCode === TWICE
		? known.creditNotes.map(({ number, ...note }) => ({
				...about(known),
				kind: 'credit_note',
				creditNote: number,
				...note
			}))
		: [];

const decided = (known: KnownFacts): KnownAnswer[] =>
	known.decided.map((found) => ({ ...about(known), kind: 'duplicate', case: found, twin: null }));

const twins = ({ canonicalCode }: Asked, known: KnownFacts): KnownAnswer[] =>
	canonicalCode === TWICE
		? known.twins.map((twin) => ({ ...about(known), kind: 'duplicate', case: null, twin }))
		: [];

/** "PO 4711", "po-4711": the same number. */
const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
