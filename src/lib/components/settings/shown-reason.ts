import type { Labels } from '$lib/domain/language';

/** What an administrator decided about a reason, as its page reads it. */
export interface ShownReason {
	labels: Labels;
	category: string;
	claimType: string;
	canonicalCode: string;
	team: string;
	deadlineDays: number;
	asks: string | null;
	answerHoldDays: number;
	holdsWholeInvoice: boolean;
	explanationRequired: boolean;
	causeRequired: boolean;
	/** What to do about a case of it. */
	procedure: string;
	/** What its decision usually leaves to do, a line each. */
	suggestedTasks: Labels;
}
