import { m } from '$lib/i18n/paraglide/messages';

/** By reason a promise went beyond what is agreed to at once; its day alone needs no words. */
const WORDS: Readonly<Record<string, () => string>> = {
	earlier_broken: m.pledge_why_earlier_broken,
	too_many_open: m.pledge_why_too_many_open,
	taken_back: m.pledge_why_taken_back
};

/** Why a person decides about a promise, before the sentence that one does. */
export const whyDecided = (why: string | null): string => (why && WORDS[why]?.()) ?? '';
