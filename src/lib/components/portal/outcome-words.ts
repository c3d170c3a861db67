import { m } from '$lib/i18n/paraglide/messages';

/** What a customer may ask for, by code. */
export const OUTCOME_WORDS: Record<string, () => string> = {
	NOA: m.portal_outcome_NOA,
	CNP: m.portal_outcome_CNP,
	CNF: m.portal_outcome_CNF,
	NIN: m.portal_outcome_NIN,
	PIN: m.portal_outcome_PIN,
	CNA: m.portal_outcome_CNA,
	OTH: m.portal_outcome_OTH
};
