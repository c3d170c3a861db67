import type { Labels } from '$lib/domain/language';
import type { LocalDate, WorkingCalendar } from '$lib/domain/calendar';
import type { Money } from '$lib/domain/money';
import type { ContactRole } from './contact-role';
import type { StepDefinition, Tone } from './scenario';

/** The closed list of reasons: each has a sentence in messages/<language>/dunning.json, `dunning_reason_<code>`. */
export const DECISION_REASONS = [
	'disputed',
	'partly_disputed',
	'promise_open',
	'held_invoice',
	'held_customer',
	'reply_unread',
	'opted_out',
	'below_minimum',
	'credit_covers',
	'payment_announced',
	'min_contact_delay',
	'quiet_period',
	'holiday',
	'outside_window',
	'stale_cash_data',
	'no_contact',
	'contact_bounced',
	'no_scenario',
	'step_needs_confirmation',
	'legal_stage',
	'already_sent',
	'too_late_for_step',
	'prior_step_required',
	'invoice_without_due_date',
	'direct_debit',
	'not_due_for_step'
] as const;
export type DecisionReasonCode = (typeof DECISION_REASONS)[number];

/** A reason, with what a person needs to understand it. */
export interface DecisionReason {
	code: DecisionReasonCode;
	invoiceId?: string;
	invoiceNumber?: string;
	/** Dispute references, words of the hold, address of the contact, or key of the step. */
	reference?: string;
	/** How its scenario calls that step. */
	stepName?: Labels;
	/** First day it applied, or the day of what it speaks about. */
	since?: LocalDate;
	/** What it speaks about is still to come: a step of a day before, in a forecast. */
	foreseen?: true;
	/** First day on which it is in the way, of one that lies ahead in a forecast. */
	from?: LocalDate;
	/** Last day it applies: from the next day on it is no reason any more. */
	until?: LocalDate;
	amount?: Money;
	/** The step was not taken: a person skipped it on that day. */
	skipped?: { by: string; reason: string; on: LocalDate };
	/** For the eye only: the step was not taken yet, its notice waits for a yes or its call to be made. */
	waits?: 'confirm' | 'task';
	/** Somebody is there, and cannot be reached that way. */
	lacks?: 'phone';
}

/** One open invoice as known on the day, amounts in minor units. */
export interface OpenItem {
	invoiceId: string;
	number: string;
	issuedOn: LocalDate;
	dueOn: LocalDate | null;
	currency: string;
	totalMinor: bigint;
	openMinor: bigint;
	/** Σ active dispute items, capped at openMinor. */
	disputedMinor: bigint;
	/** References of the active disputes. */
	disputes: readonly string[];
	/** Day the oldest of them was opened. */
	disputedSince?: LocalDate;
	promisedMinor: bigint;
	promisedUntil?: LocalDate;
	/** Day of the last promise about it that was not kept. */
	promiseBrokenOn?: LocalDate;
	/** A closed case is followed by some quiet days: nothing about what it contested before the day after. */
	quietUntil?: LocalDate;
	/** What it contested, capped at openMinor; missing = the whole invoice. */
	quietMinor?: bigint;
}

export interface Hold {
	kind: 'manual' | 'customer_in_dispute' | 'opted_out' | 'payment_announced' | 'invoice_copy_sent';
	/** Neither invoice nor contact: the whole customer. */
	invoiceId?: string;
	contactId?: string;
	/** Of an invoice, what rests of it; missing = all that is open. */
	amountMinor?: bigint;
	reason: string;
	/** Last day held; missing = until released. */
	until?: LocalDate;
}

export interface DunningContact {
	contactId: string;
	role: ContactRole;
	email: string;
	bounced: boolean;
	/** Has a number for text messages; missing = nobody looked, or none. */
	canText?: boolean;
	/** That number, when texts to it come back. */
	failingNumber?: string;
	/** Mails of ours in the last seven days, about disputes too; missing = none. */
	recentMails?: number;
	/** Minutes since midnight where the contact is; missing = as in the organisation. */
	minuteOfDay?: number;
	/** How many minutes its clock is ahead of the organisation's; missing = it is the same. */
	minutesAhead?: number;
}

/** A contact made or under way: notices of any step, newest last. */
export interface PastNotice {
	stepKey: string;
	leaderInvoiceId: string;
	/** Day it left (or was planned, when it is still under way). */
	on: LocalDate;
	counts: boolean;
	/** How it was said; missing in what was written before tones were kept. */
	tone?: Tone;
	/** Days late on which its step opened, negative before the due date: places it in a scenario that does not know the step. */
	firstDay?: number;
	/** A hand-over that was taken back: it counts as not taken, and may come again after its delay. */
	takenBack?: true;
	/** A person decided that it is not said; empty where nobody knows who, or why. */
	skipped?: { by: string; reason: string };
	/** It waits for a person: in a forecast, somebody does it today. */
	waits?: true;
	/** It came back: it reached nobody, and `counts` is false. */
	returned?: true;
	/** It came back and is written again from this day on: it counts as not taken. */
	writtenAgainOn?: LocalDate;
}

export interface DunningFacts {
	customer: {
		customerId: string;
		directDebit: boolean;
		legalStage: boolean;
		/** Day of a hand-over that is only foreseen. */
		legalFrom?: LocalDate;
		/** Group of customers it belongs to; empty = none. */
		group?: string;
	};
	contacts: readonly DunningContact[];
	openItems: readonly OpenItem[];
	holds: readonly Hold[];
	/** Somebody answered a message by mail, and nobody read it yet: since when. */
	replyUnread?: LocalDate;
	history: readonly PastNotice[];
	/** Null: no scenario is published for this customer. */
	scenario: readonly StepDefinition[] | null;
	policy: {
		minContactDelayDays: number;
		/** Below it nothing is sent, in `currency`: it says nothing about another one. */
		minimumMinor: bigint;
		currency: string;
		sendFromMinute: number;
		sendUntilMinute: number;
		/** ISO weekdays on which messages may leave, among those worked; missing = all of them. */
		sendWeekdays?: readonly number[];
		/** Days during which the tone never falls below that of the last message; missing = 0. */
		keepToneDays?: number;
		/** Mails a contact may get from us in seven days, whatever they are about; missing = no limit. */
		weeklyMails?: number;
	};
	calendar: WorkingCalendar;
	/** Unallocated payments and credit notes, per currency. */
	credits: readonly Money[];
	/** The source of payments that is older than the policy allows, and the last day it spoke; missing = all fresh. */
	staleSource?: { name: string; lastOn: LocalDate | null };
	today: LocalDate;
	/** Minutes since midnight for the organisation; missing = do not look at sending hours (forecast, replay). */
	minuteOfDay?: number;
}

/** What the message lists for one invoice. */
export interface DecisionItem {
	invoiceId: string;
	number: string;
	dueOn: LocalDate | null;
	currency: string;
	totalMinor: bigint;
	openMinor: bigint;
	disputedMinor: bigint;
	/** Waited for; missing = nothing. */
	promisedMinor?: bigint;
	/** Left in peace for some days after a dispute; missing = nothing. */
	quietMinor?: bigint;
	/** Part of it that rests, said to be paid; missing = nothing, or the whole invoice is held. */
	heldMinor?: bigint;
	/** Chased: open − disputed − promised − held − quiet. */
	collectibleMinor: bigint;
	state: 'overdue' | 'due_soon' | 'disputed' | 'promised' | 'held';
	/** Days past due (positive) or before due (negative); null without due date. */
	daysLate: number | null;
	disputes: readonly string[];
	/** Day of the last promise about it that was not kept. */
	promiseBrokenOn?: LocalDate;
}

export interface Decision {
	customerId: string;
	outcome: 'send' | 'confirm' | 'task' | 'nothing';
	step?: StepDefinition;
	/** At least that of the step: higher after a broken promise or a firmer message lately. */
	tone?: Tone;
	contactId?: string;
	/** Others at the customer's who get the same message. */
	copyContactIds?: readonly string[];
	leaderInvoiceId?: string;
	items: readonly DecisionItem[];
	/** Per currency, what is asked for. */
	collectible: readonly Money[];
	overdue: readonly Money[];
	disputed: readonly Money[];
	/** Received or credited without an invoice, already deducted from what is asked for. */
	credit?: readonly Money[];
	/** Always at least one when the outcome is `nothing`; also says what was left out of a `send`. */
	reasons: readonly DecisionReason[];
}

/**
 * What a message, a letter or a call asks for: once something is overdue that alone, never what is
 * not due yet; before that, what falls due. One figure on every screen and in every mail.
 */
export const askedIn = ({
	overdue,
	collectible
}: Pick<Decision, 'overdue' | 'collectible'>): readonly Money[] =>
	overdue.length > 0 ? overdue : collectible;
