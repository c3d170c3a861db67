import type { RequestKind } from '$lib/domain/disputes/approval-request';
import type { StageOfCase } from '$lib/domain/disputes/deadline-terms';
import type { Danger } from '$lib/domain/disputes/queue-filter';
import type { Outcome, Verdict } from '$lib/domain/disputes/schema';
import type { Labels } from '$lib/domain/language';
import type { Money } from '$lib/domain/money';
import type { LocalDate } from '$lib/domain/calendar';
import type { KeyKind } from '$lib/domain/users/keys';

/** What waiting for somebody costs. */
interface Costing {
	reference: string;
	customerName: string;
	amount: Money;
	/** Calendar days since it is contested. */
	blocked: number;
	dueOn: LocalDate;
}

/** What the creditor’s own people read. */
export interface StaffMails {
	/** To whoever may sign what somebody else decided or wants to offer. */
	'approval-request': {
		reference: string;
		customerName: string;
		signerName: string;
		reason: Labels;
		kind: RequestKind;
		/** Of a decision. */
		verdict?: Verdict | undefined;
		outcome?: Outcome | undefined;
		/** What is to be signed. */
		amount: Money;
		claimed: Money;
		/** Before somebody reduced it. */
		asked?: Money;
		askedBy: string;
		/** Counted from 1. */
		level: number;
		levels: number;
		/** Of an offer. */
		validUntil?: LocalDate;
		/** What the customer will read. */
		text: string;
		invoices: string[];
		signed: { by: string; words: string }[];
		/** What the colleague who was asked about the case says. */
		answer?: { by: string; words: string };
		/** To what somebody who signs wanted to know. */
		reply?: { by: string; words: string };
		/** What that was; not known of a mail that was put earlier, to whoever asked. */
		question?: { by: string; words: string; isOwn: boolean };
		/** The colleague the reader stands in for, or nobody. */
		standsInFor: string;
		/** By when it is signed; not known of a mail that was put earlier. */
		dueOn?: LocalDate;
		/** Asked before, and not signed yet. `insteadOf`: whoever was asked; the reader is the head of his team. */
		again?: { kind: 'due_soon' | 'overdue'; blockedDays: number; insteadOf?: string };
	};
	/** To a colleague who reads his cases once a day: what happened, and what waits for him. */
	'staff-digest': {
		news: {
			event: StaffMails['staff-alert']['event'];
			reference: string;
			customerName: string;
			amount: Money;
			/** The colleague it is about. */
			colleague: string;
		}[];
		waiting: (Costing & {
			/** Missing: his answer about the case. */
			wants?: 'signature' | 'reply';
		})[];
		/** Days of his cases that are near, or were broken; missing in what was put before they were told. */
		deadlines?: (Costing & {
			stage: StageOfCase;
			standing: Danger;
			/** For whom he stands in, or nobody. */
			name: string;
		})[];
		/** What members of his team did not do in time: of a case, or a task (null). */
		team?: (Costing & {
			stage: StageOfCase | null;
			/** Whose it was, or nobody's. */
			name: string;
			/** The head of the team, for whom he stands in; empty or missing: the team is his own. */
			insteadOf?: string;
		})[];
		/** Promises beyond the limits that wait for whoever may decide. */
		promises?: {
			customerCode: string;
			customerName: string;
			amounts: Money[];
			dueOn: LocalDate;
		}[];
		/** The reader has no account: no page of the desk opens to him. */
		isOutside?: true;
		/** How many of each are left out; not known of a mail that was put earlier. `late`: cases of his that still are. */
		more?: {
			news: number;
			waiting: number;
			deadlines?: number;
			team?: number;
			promises?: number;
			late?: number;
		};
	};
	/** To the creditor's own people. */
	'staff-alert': {
		event:
			| 'dispute_opened'
			| 'resolver_answered'
			| 'resolver_hands_back'
			| 'resolver_asks'
			| 'customer_replied'
			| 'dispute_amended'
			| 'case_grown'
			| 'dispute_withdrawn'
			| 'proposal_accepted'
			| 'proposal_refused'
			| 'proposal_outdated'
			| 'proposal_undone'
			| 'proposal_expired'
			| 'proposal_overtaken'
			| 'low_satisfaction'
			| 'approval_granted'
			| 'approval_refused'
			| 'approval_question'
			| 'approval_silent'
			| 'approval_expired'
			| 'approval_outdated'
			| 'task_given'
			| 'task_late'
			| 'task_without_owner'
			| 'mentioned'
			| 'credit_failed'
			| 'resolver_silent'
			| 'resolver_away'
			| 'resolver_left'
			| 'promise_made'
			| 'promise_to_decide'
			| 'promise_withdrawn'
			| 'request_withdrawn'
			| 'payment_claimed'
			| 'copy_asked'
			| 'question'
			| 'wrong_person';
		reference: string;
		deskPath: string;
		customerName: string;
		/** Missing where it is not about a sum. */
		amount?: Money;
		/** Of a new case: what it is about, and who has it already. */
		reason?: Labels;
		holder?: string;
		/** The day the customer names. */
		on?: LocalDate;
		/** Of a payment he reported: what he wrote on his transfer, and the names of his proof. */
		transferReference?: string;
		files?: string[];
		/** The last day on which the colleague is away. */
		awayUntil?: LocalDate;
		/** The day he counts on our answer. */
		answerDueOn?: LocalDate;
		/** The last day of an offer nobody signed in time. */
		offerUntil?: LocalDate;
		/** By when its reader does it. */
		doBy?: LocalDate;
		/** The colleague it is about. */
		colleague?: string;
		text: string;
	};
	/** To a colleague, about the account he signs in with. */
	'user-account': {
		event:
			| 'invited'
			| 'reset_asked'
			| 'password_changed'
			| 'factor_reset'
			| 'factor_changed'
			| 'recovery_renewed'
			| 'factor_removed'
			| 'recovery_used';
		/** The door it opens; missing = his own page, behind the sign-in. */
		key?: { kind: KeyKind; id: string };
		/** Who did it, where that is a colleague. */
		by?: string;
		/** The last day on which an invitation opens. */
		until?: LocalDate;
		/** Recovery codes that are left. */
		left?: number;
	};
}
