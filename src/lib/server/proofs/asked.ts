import type { Language } from '$lib/i18n/language';
import type { DeskScope } from '../auth/scope';
import type { CaseFacts } from './case-facts';

/** A pack as it is asked for: of which case, by whom, in which language. */
export interface Asked {
	scope: DeskScope;
	facts: CaseFacts;
	language: Language;
	/** What stands where a link stood. */
	linkWords: string;
}
