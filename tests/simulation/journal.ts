import type { Money } from '$lib/domain/money';

/** What the organisation promised about its messages. */
export interface Rules {
	timeZone: string;
	sendFromMinute: number;
	sendUntilMinute: number;
	/** ISO weekdays worked. */
	weekdays: readonly number[];
	closed: ReadonlySet<string>;
	minContactDelayDays: number;
}

/** Something said to a customer about a step. */
export interface Contact {
	customerId: string;
	leaderInvoiceId: string;
	stepKey: string;
	/** Place of the step in its scenario. */
	position: number;
	/** The day it was said, for the organisation. */
	on: string;
}

export interface Line {
	invoiceId: string;
	/** Of the message. */
	currency: string;
	/** Of the invoice. */
	owedIn: string;
	askedMinor: bigint;
	/** Neither paid, disputed, promised nor held when the mail was claimed, counted without the engine. */
	mostMinor: bigint;
}

/** A body that the mail server took, whatever it answered. */
export interface Mail extends Contact {
	messageId: string;
	to: string;
	claimedAt: Date;
	lines: readonly Line[];
	totals: readonly Money[];
}

/** A row of the outbox as somebody saw it. */
export interface RowSeen {
	deliveryId: string;
	on: string;
	seenAt: Date;
	status: string;
	messageId: string | null;
	response: string | null;
	leaseUntil: Date | null;
}

export interface DaySeen {
	customerId: string;
	on: string;
	/** Null: nothing was decided about an account that owes something. */
	outcome: string | null;
	reasons: readonly string[];
}

export interface Wire {
	deliveryId: string;
	on: string;
	at: Date;
}

/** All that happened in one simulated life of an organisation, as an outsider can tell it. */
export interface Journal {
	rules: Rules;
	mails: Mail[];
	/** Calls and letters done by a person. */
	visits: Contact[];
	/** Each time a mail was begun. */
	attempts: Wire[];
	/** Each time one was given up as perhaps delivered. */
	unknowns: Wire[];
	rows: RowSeen[];
	days: DaySeen[];
	/** One per row of the table of runs. */
	runs: { on: string }[];
	/** Days on which the engine woke within its hours: each has one run. */
	wakeDays: Set<string>;
}

export const emptyJournal = (rules: Rules): Journal => ({
	rules,
	mails: [],
	visits: [],
	attempts: [],
	unknowns: [],
	rows: [],
	days: [],
	runs: [],
	wakeDays: new Set()
});
