import type { LocalDate } from '$lib/domain/calendar';
import type { ApprovalAct, RequestEnd, RequestKind } from '$lib/domain/disputes/approval-request';
import type { Outcome, Verdict } from '$lib/domain/disputes/schema';
import type { Money } from '$lib/domain/money';

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
	waitsFor: readonly string[];
	maySign: boolean;
	isOwn: boolean;
	isOutdated: boolean;
}
