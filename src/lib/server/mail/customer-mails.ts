import type { CaseContent } from '$lib/domain/disputes/amendment';
import type { LeftOfCase } from '$lib/i18n/left-words';
import type { DueDay } from '$lib/domain/disputes/left-of-case';
import type { OverSaid } from '$lib/domain/disputes/offer-over';
import type { OfferInShort } from '$lib/i18n/offer-words';
import type { Outcome } from '$lib/domain/disputes/schema';
import type { Labels } from '$lib/domain/language';
import type { Money } from '$lib/domain/money';
import type { LocalDate } from '$lib/domain/calendar';
import type { ReportSaid } from '$lib/domain/dunning/said-once';
import type { WordsInForce } from '$lib/domain/dunning/template';
import type { MailedLine } from './mailed-line';

/** The reader follows the case of somebody else: his mails tell who added him and carry the way to end them. */
export interface MailFollower {
	id: string;
	by: string;
}

/** What customers read, and who follows their cases. */
export interface CustomerMails {
	/** Written at the claim from what is true then, never stored before. */
	'dunning-notice': {
		customerName: string;
		/** For the reference of a transfer; missing in what was written before it was kept. */
		customerCode?: string;
		contactName: string;
		stepKey: string;
		tone: 'courtesy' | 'neutral' | 'firm' | 'formal';
		items: {
			number: string;
			path: string;
			dueOn: LocalDate | null;
			daysLate: number | null;
			state: 'overdue' | 'due_soon' | 'disputed' | 'promised' | 'held';
			open: Money;
			collectible: Money;
			disputed: Money;
			/** Of it, what decisions made payable again, and whose they were; missing = nothing. */
			refused?: { amount: Money; disputes: string[] };
			/** Of it, what decisions accepted and nothing has settled yet; missing = nothing. */
			accepted?: { amount: Money; disputes: string[] };
			/** Missing = nothing. */
			promised?: Money;
			/** Said to be paid, as long as it is not the whole invoice that rests. */
			held?: Money;
			/** Said to be paid on that day, asked for again, and looked for by nobody yet. One alone, without numbers, in what was put before several were said. */
			reported?: ReportSaid[] | Pick<ReportSaid, 'amount' | 'on'>;
			quiet?: Money;
			disputes: string[];
		}[];
		collectible: Money[];
		overdue: Money[];
		disputed: Money[];
		/** Of it, what decisions made payable again; missing = nothing. */
		refused?: Money[];
		/** Of it, what decisions accepted and nothing has settled yet; missing = nothing. */
		accepted?: Money[];
		/** Received without an invoice; already deducted from the totals. */
		credit?: Money[];
		/** A copy of this notice: to a contact of the customer, or (null) to a colleague, who opens the desk instead. */
		copy?: { noticeId: string; contactId: string | null; customerCode?: string };
		/** Who looks after the account; missing = nobody by name. */
		collector?: { name: string; email: string } | undefined;
		/** The policy lets a customer promise a date after a formal notice too. */
		mayPromise?: boolean;
		/** The day it is written. */
		on?: LocalDate;
		/** Of the organisation; missing = those that come with the product. */
		words?: WordsInForce;
		/** Sent to a colleague to look at: the customer's letter, which says so and opens nothing. */
		trial?: boolean;
	};
	'dispute-received': {
		reference: string;
		path: string;
		invoices: string[];
		/** Those contested, when it is not the whole of an invoice. */
		lines?: MailedLine[];
		disputed: Money;
		stillDue: Money;
		/** When the rest is due, seen from the day it was written, and what is promised beside it. */
		dueOn?: LocalDate | null;
		days?: DueDay[];
		today?: LocalDate;
		promised?: Money;
		/** What other cases contest of the same invoices; missing in what was written before it was told. */
		beside?: { number: string; amount: Money }[];
		answerDueOn: LocalDate;
		reason: Labels;
		/** It takes up a case that was closed too long ago, and what was credited in that one. */
		follows?: { reference: string; settled: Money | null };
	};
	/** One mail for every visible step on the way. */
	'dispute-update': {
		reference: string;
		path: string;
		/** Numbers; missing in what was written before they were told. */
		invoices?: string[];
		event:
			| 'assigned'
			| 'checking'
			| 'waiting_customer'
			| 'unanswered'
			| 'implementing'
			| 'message'
			| 'replied'
			| 'amended'
			| 'reopened'
			| 'withdrawn'
			| 'closed'
			| 'followed'
			| 'committed'
			| 'missed'
			| 'document'
			| 'proposed'
			| 'proposal_withdrawn'
			| 'proposal_accepted'
			| 'proposal_refused'
			| 'proposal_undone'
			| 'proposal_expired'
			| 'proposal_outdated';
		message: string;
		teamKey: string;
		/** As the house calls it, where it does so itself. */
		teamLabels?: Labels;
		/** The day the customer may count on. */
		answerDueOn: LocalDate;
		/** That day has gone by. */
		late?: boolean;
		/** The day before it, which was not kept. */
		missedOn?: LocalDate;
		/** What he is asked, he was asked then; until when an answer is waited for. */
		askedOn?: LocalDate;
		replyBy?: LocalDate;
		/** Of a reminder: said as long as the case waits for this answer. */
		waitsFor?: { disputeId: string; askedOn: LocalDate };
		/** What the case is about, for somebody who has read nothing of it yet. */
		about?: { invoices: string[]; claimed: Money; reason: Labels };
		/** What is proposed, and the last day on which it may be accepted; missing in mails from before it was told. */
		offer?: OfferInShort & { validUntil: LocalDate };
		/** Whoever did it, where that is a colleague of the reader. */
		by?: string;
		/** What an accepted offer decides: still contested, and credited of it. */
		agreed?: { claimed: Money; accepted: Money };
		/** Of an offer nobody can accept any more: what happens next. */
		over?: OverSaid;
		/** The case that goes on in the place of a double. */
		duplicateOf?: string;
		/** Of a case that ends without a decision: what is payable again, and the last day nobody asks for it. */
		ended?: { again: Money; quietUntil: LocalDate | null };
		/** Of a double: what both claimed counts as one, and so much of it goes on resting. */
		countedOnce?: Money;
		/** What the customer said before and says now. */
		changed?: { before: CaseContent; after: CaseContent };
		follower?: MailFollower;
	};
	/** What became of something a customer said about his account: a promise, a payment. */
	'account-update': {
		event:
			| 'promise_received'
			| 'promise_asked'
			| 'promise_approved'
			| 'promise_refused'
			| 'claim_received'
			| 'claim_received_some'
			| 'claim_again'
			| 'claim_found'
			| 'claim_not_found'
			| 'copy_sent'
			| 'copies_sent'
			| 'question_answered';
		path: string;
		amounts: Money[];
		/** Of a promise its last day, or the last one that would do; of a claim the end of the pause, or the day it names. */
		on?: LocalDate;
		/** Of a promise: the last day on which nobody is reminded of it. */
		until?: LocalDate;
		/** Of a promise in several payments: each with its days. */
		parts?: { amounts: Money[]; on: LocalDate; until?: LocalDate }[];
		/** Of a refusal: what he had proposed; missing in what was written before it was told. */
		asked?: { invoices: string[]; parts: { amounts: Money[]; on: LocalDate }[] };
		/** Of the invoices, as one text. */
		numbers?: string;
		/** Of a claim: those of them that rest until `on`. */
		resting?: string;
		/** How much of each of those, where it is known. */
		rests?: { number: string; amount: Money }[];
		/** Of a claim: what is asked for of its invoices all the same. */
		due?: Money;
		/** Of a claim as it was made: the day, the reference and the proof it names. */
		sent?: { paidOn: LocalDate; reference: string; files: string[] };
		/** Of an answer: what was asked, in his words; missing in what was written before it was told. */
		question?: string;
		/** The words that were shown or typed, or those of whoever decided. */
		text: string;
	};
	'dispute-decided': {
		reference: string;
		path: string;
		/** Numbers; missing in what was written before they were told. */
		invoices?: string[];
		verdict: 'valid' | 'partly_valid' | 'invalid';
		/** Absent in a letter from before outcomes were told. */
		outcome?: Outcome;
		claimed: Money;
		accepted: Money;
		/** What earlier rounds of the case gave; missing = nothing. */
		creditedBefore?: Money;
		/** What it did not accept and is to be paid again; missing = nothing is. */
		dueAgain?: Money;
		/** What is to pay then, by when, as it was on that day; missing = nothing is to be paid again. */
		left?: LeftOfCase & { today: LocalDate };
		explanation: string;
		follower?: MailFollower;
	};
	'dispute-resolved': {
		reference: string;
		path: string;
		/** Numbers; missing in what was written before they were told. */
		invoices?: string[];
		accepted: Money;
		creditNote: string;
		stillDue: Money;
		/** When it is due, as of that day; missing in what was written before it was told. */
		dueOn?: LocalDate | null;
		days?: DueDay[];
		today?: LocalDate;
		/** What rests of the same invoices; missing in what was written before it was told. */
		promised?: Money;
		elsewhere?: Money;
		held?: Money;
		/** For the reference of a transfer; missing in what was written before it was kept. */
		customerCode?: string;
		/** Page to pay what is left; missing = nothing is, or it was written before. */
		payPath?: string;
		quietUntil: LocalDate;
		/** The two questions were answered before it was opened again: once is enough. */
		rated?: boolean;
		follower?: MailFollower;
	};
	'new-link': {
		customerName: string;
		/** The links he had do not open any more: he asked to replace them. */
		oldEnded?: boolean;
	};
}
