import type { Labels } from '$lib/domain/language';
import type { Language } from '$lib/i18n/language';
import type { LocalDate } from '$lib/domain/calendar';
import { saidItems } from '$lib/domain/dunning/asked';
import { saidOnce } from '$lib/domain/dunning/said-once';
import type { Decision, DecisionItem, DecisionReason } from '$lib/domain/dunning/decision';
import type { Tone } from '$lib/domain/dunning/scenario';
import type { WordsInForce } from '$lib/domain/dunning/template';
import type { LetterSum } from '$lib/domain/late-charges/letter-sums';
import type { Money } from '$lib/domain/money';
import type { MailFacts } from '../mail/mails';
import { packed, toJson } from './decision-json';
import type { CustomerFacts } from './facts';
import { acceptedTotals, type AcceptedPart } from './accepted-parts';
import { refusedTotals, type RefusedPart } from './refused-parts';

/** What is said to the customer, as a letter, a call or a mail says it; kept with the notice. */
export interface NoticeContent {
	on: LocalDate;
	stepName: Labels;
	tone: Tone;
	customerName: string;
	/** As printed on a letter; missing in what was written before it was kept. */
	customerAddress?: string;
	contactName: string;
	contactEmail: string;
	contactPhone: string;
	language: Language;
	leaderNumber: string;
	items: readonly DecisionItem[];
	collectible: readonly Money[];
	overdue: readonly Money[];
	disputed: readonly Money[];
	/** Of what is disputed, what decisions made payable again; missing = nothing. */
	refused?: readonly RefusedPart[];
	/** Of what is disputed, what decisions accepted and nothing has settled yet; missing = nothing. */
	accepted?: readonly AcceptedPart[];
	/** Already deducted from the totals. */
	credit?: readonly Money[];
	reasons: readonly DecisionReason[];
	/** Of the template it was written with, as they were then; missing = those of the product. */
	words?: WordsInForce;
	/** The edit in force; what is planned anew keeps it (plan-notices.ts). */
	editId?: string;
	/** Of a written letter, what it asks for in all; missing in what was written before it was kept. */
	letterSums?: readonly LetterSum[];
	/** Of a letter, the sums it asked for in all when it was edited. */
	saidTotals?: string[];
	/** Written by the person who did or skipped it. */
	note?: string;
	by?: string;
	/** Of a call that waits: the last day somebody was spoken to, without its being over. */
	spokenOn?: LocalDate;
	/** A hand-over to the lawyers that somebody undid. */
	takenBack?: { by: string; on: LocalDate; reason: string };
	/** Of a letter that came back: another one took its place. */
	writtenAgain?: { by: string; on: LocalDate; noticeId: string };
}

export const noticeContent = (
	customer: CustomerFacts,
	decision: Decision,
	on: LocalDate,
	words?: WordsInForce
): Record<string, unknown> => toJson(contentOf(customer, decision, on, words));

/** Of thousands at once; the claim, or whoever does it, writes what was really said. */
export const plannedContent = (customer: CustomerFacts, decision: Decision, on: LocalDate) =>
	packed(contentOf(customer, decision, on));

function contentOf(
	customer: CustomerFacts,
	decision: Decision,
	on: LocalDate,
	words?: WordsInForce
): NoticeContent {
	const contact = customer.contacts.find(({ contactId }) => contactId === decision.contactId);
	return {
		on,
		stepName: decision.step!.name,
		tone: toneSaid(decision)!,
		customerName: customer.name,
		contactName: contact?.name ?? '',
		contactEmail: contact?.email ?? '',
		contactPhone: contact?.phone ?? '',
		language: contact?.language ?? customer.language,
		leaderNumber:
			decision.items.find(({ invoiceId }) => invoiceId === decision.leaderInvoiceId)?.number ?? '',
		items: itemsSaid(decision),
		collectible: decision.collectible,
		overdue: decision.overdue,
		disputed: decision.disputed,
		...(customer.refused.length > 0 && { refused: customer.refused }),
		...(customer.accepted.length > 0 && { accepted: customer.accepted }),
		...(decision.credit && { credit: decision.credit }),
		reasons: decision.reasons,
		...(words && { words })
	};
}

/** Undefined when no step is due: the account is only looked at. */
const toneSaid = ({ tone, step }: Decision): Tone | undefined => tone ?? step?.tone;

/** What its message lists; the decision knows more. */
export const itemsSaid = (decision: Decision): readonly DecisionItem[] =>
	saidItems(decision.items, toneSaid(decision));

export const mailFactsOf = (
	customer: CustomerFacts,
	decision: Decision,
	on: LocalDate,
	words?: WordsInForce
): MailFacts['dunning-notice'] => ({
	...accountFactsOf(customer, decision),
	stepKey: decision.step!.key,
	tone: toneSaid(decision)!,
	on,
	...(words && { words })
});

/** What a message lists, whatever the step and its words. */
export function accountFactsOf(customer: CustomerFacts, decision: Decision) {
	const contact = customer.contacts.find(({ contactId }) => contactId === decision.contactId);
	return {
		customerName: customer.name,
		customerCode: customer.code,
		contactName: contact?.name ?? '',
		items: itemsInMail(customer, decision),
		collectible: [...decision.collectible],
		overdue: [...decision.overdue],
		disputed: [...decision.disputed],
		...(customer.refused.length > 0 && { refused: refusedTotals(customer.refused) }),
		...(customer.accepted.length > 0 && { accepted: acceptedTotals(customer.accepted) }),
		...(decision.credit && { credit: [...decision.credit] })
	};
}

/** The lines of its message, as a copy of it must still find them. */
export function itemsInMail({ refused, accepted, reported }: CustomerFacts, decision: Decision) {
	const items = itemsSaid(decision);
	const reports = saidOnce(reported, items);
	return items.map((item) => {
		const isOfIt = ({ invoiceId }: { invoiceId: string }) => invoiceId === item.invoiceId;
		const [refusal, grant] = [refused.find(isOfIt), accepted.find(isOfIt)];
		const said = reports.get(item.invoiceId);
		return {
			...mailItem(item),
			...(refusal && { refused: partInMail(refusal.refusedMinor, refusal) }),
			...(grant && { accepted: partInMail(grant.acceptedMinor, grant) }),
			...(said && { reported: said })
		};
	});
}

const partInMail = (minor: bigint, { currency, disputes }: RefusedPart | AcceptedPart) => ({
	amount: { minor, currency },
	disputes: [...disputes]
});

export const mailItem = (item: DecisionItem): MailFacts['dunning-notice']['items'][number] => ({
	number: item.number,
	path: `/invoices/${item.invoiceId}`,
	dueOn: item.dueOn,
	daysLate: item.daysLate,
	state: item.state,
	open: { minor: item.openMinor, currency: item.currency },
	collectible: { minor: item.collectibleMinor, currency: item.currency },
	disputed: { minor: item.disputedMinor, currency: item.currency },
	...(item.promisedMinor && { promised: { minor: item.promisedMinor, currency: item.currency } }),
	...(item.heldMinor && { held: { minor: item.heldMinor, currency: item.currency } }),
	...(item.quietMinor && { quiet: { minor: item.quietMinor, currency: item.currency } }),
	disputes: [...item.disputes]
});
