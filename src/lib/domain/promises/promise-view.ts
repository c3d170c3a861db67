import type { LocalDate } from '$lib/domain/calendar';
import type { BeyondReason } from './policy';
import type { PromiseStanding } from './standing';

/** A promise as staff reads it. */
export interface PromiseView {
	id: string;
	customer: { code: string; name: string };
	standing: PromiseStanding;
	dueOn: LocalDate;
	/** Its day went by, and nobody decided: it came to nothing. */
	isLapsed: boolean;
	/** Last day its payment is waited for. */
	waitedUntil: LocalDate;
	/** First day it counts as broken; null unless it is. */
	brokenOn: LocalDate | null;
	items: {
		invoiceId: string;
		number: string;
		currency: string;
		amountMinor: bigint;
		leftMinor: bigint;
	}[];
	source: 'portal' | 'phone' | 'email' | 'post';
	madeOn: LocalDate;
	madeBy: string;
	note: string;
	beyond: BeyondReason[];
	/** Who said that it does not stand any more, and why. */
	withdrawnBy: string | null;
	because: 'by_mistake' | null;
	/** Staff may say that it was recorded by mistake. */
	mayBeMistake: boolean;
	decidedBy: string | null;
	decisionNote: string;
}
