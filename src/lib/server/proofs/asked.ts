import type { Language } from '$lib/i18n/language';
import type { DeskScope } from '../auth/scope';
import type { CaseFacts } from './case-facts';

/** A pack as it is asked for: of which case, by whom, in which language. */
export interface Asked {
	scope: DeskScope;
	facts: CaseFacts;
	language: Language;
	/** With what colleagues wrote to each other and the log: a court or the customer gets a pack without. */
	internal: boolean;
	/** What stands where a link stood. */
	linkWords: string;
}

/** The same pack of a case that went into this one. */
export interface AskedDouble extends Asked {
	/** Its reference, which stands beside all that comes from it. */
	from: string;
}

export const doublesIn = (asked: Asked): AskedDouble[] =>
	asked.facts.doubles.map((double) => ({
		...asked,
		facts: { ...double, doubles: [] },
		from: double.about.dispute.reference
	}));
