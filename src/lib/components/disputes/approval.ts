import type { LocalDate } from '$lib/domain/calendar';
import type { ApprovalDue } from '$lib/domain/disputes/approval-due';
import type { Lapse } from '$lib/domain/disputes/offer-over';
import type { ApprovalAct, RequestEnd, RequestKind } from '$lib/domain/disputes/approval-request';
import type { Outcome, Verdict } from '$lib/domain/disputes/schema';
import type { Money } from '$lib/domain/money';

/** Who signs: himself, for somebody who is away, or once he is back. */
export interface ShownSigner {
	id: string;
	name: string;
	forName: string;
	awayUntil: LocalDate | null;
}

/** Nobody could sign it any more: it is to be offered or decided anew. */
export interface ToRedo {
	kind: RequestKind;
	as: Lapse;
	amount: Money;
	validUntil: LocalDate | null;
	askedByName: string;
}

/** One level that a decision reaches. */
export interface ShownLevel {
	above: Money;
	/** Nobody: whoever may approve. */
	signers: readonly ShownSigner[];
}

/** One thing somebody did with a request. */
export interface ShownAct {
	id: string;
	act: ApprovalAct;
	level: number;
	note: string;
	at: Date;
	byName: string;
	/** The colleague he stood in for, or nobody. */
	forName: string;
	/** What it was reduced to. */
	amount: Money | null;
}

export interface ShownRequest {
	id: string;
	kind: RequestKind;
	verdict: Verdict | null;
	outcome: Outcome | null;
	/** As it was asked for. */
	asked: Money;
	/** What is left of it. */
	amount: Money;
	text: string;
	validUntil: LocalDate | null;
	askedAt: Date;
	askedByName: string;
	endedAt: Date | null;
	endedAs: RequestEnd | null;
	endedByName: string | null;
	acts: readonly ShownAct[];
}

export interface WaitingRequest extends ShownRequest {
	levels: number;
	signed: number;
	isAsked: boolean;
	waitsFor: readonly ShownSigner[];
	maySign: boolean;
	/** It would be his to sign, were he not away until then. */
	awayUntil: LocalDate | null;
	/** Of an open question: it is not his own. */
	mayReply: boolean;
	isOwn: boolean;
	/** Why it cannot be signed as it is. */
	outdatedAs: Lapse | null;
	/** What the customer was asked and has not answered. */
	askedCustomer: { at: Date; by: string; words: string } | null;
	/** By when, and why that day. */
	due: ApprovalDue & { isLate: boolean };
	remindedOn: LocalDate | null;
}
