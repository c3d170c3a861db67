import type { Money } from '$lib/domain/money';
import type { LocalDate } from '$lib/domain/calendar';
import type { WordsInForce } from '$lib/domain/dunning/template';

/** Every mail, with the facts its template is filled with. Folder `emails/<name>`. Amounts as decimal text travel through jsonb. */
export interface MailFacts {
	/** Written at the claim from what is true then, never stored before. */
	'dunning-notice': {
		customerName: string;
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
			/** Missing = nothing. */
			promised?: Money;
			quiet?: Money;
			disputes: string[];
		}[];
		collectible: Money[];
		overdue: Money[];
		disputed: Money[];
		/** Received without an invoice; already deducted from the totals. */
		credit?: Money[];
		/** A copy of this notice: to a contact of the customer, or (null) to a colleague, who opens the desk instead. */
		copy?: { noticeId: string; contactId: string | null; customerCode?: string };
		/** Who looks after the account; missing = nobody by name. */
		collector?: { name: string; email: string } | undefined;
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
		disputed: Money;
		stillDue: Money;
		answerDueOn: LocalDate;
		reasonFr: string;
		reasonEn: string;
	};
	/** One mail for every visible step on the way. */
	'dispute-update': {
		reference: string;
		path: string;
		event: 'assigned' | 'waiting_customer' | 'message' | 'reopened' | 'withdrawn';
		message: string;
		teamKey: string;
		answerDueOn: LocalDate;
	};
	'dispute-decided': {
		reference: string;
		path: string;
		verdict: 'valid' | 'partly_valid' | 'invalid';
		claimed: Money;
		accepted: Money;
		explanation: string;
	};
	'dispute-resolved': {
		reference: string;
		path: string;
		accepted: Money;
		creditNote: string;
		stillDue: Money;
		quietUntil: LocalDate;
	};
	'resolver-request': {
		reference: string;
		customerName: string;
		resolverName: string;
		askedBy: string;
		question: string;
		explanation: string;
		reasonFr: string;
		reasonEn: string;
		items: { number: string; claimed: Money; total: Money }[];
		claimed: Money;
		files: number;
		dueOn: LocalDate;
	};
	/** To the creditor's own people. */
	'staff-alert': {
		event: 'dispute_opened' | 'resolver_answered' | 'customer_replied' | 'dispute_withdrawn';
		reference: string;
		deskPath: string;
		customerName: string;
		amount: Money;
		text: string;
	};
	'new-link': { customerName: string };
}
export type MailName = keyof MailFacts;
