import type { Language } from '$lib/i18n/language';
import type { Draft } from './draft';
import { retyped } from './other-language';

/** The form whose page was left, or loaded anew, in the middle of a sentence. */
const LEFT = 'entendu-left';

/** What it is about: its address, and the version of a case that it changes. */
const placeOf = (version: string): string => location.pathname + location.search + version;

/** Until it is taken back in this tab; `null` when there is nothing to lose any more. */
export function keepLeft(draft: Draft | null, language: Language, version = ''): void {
	try {
		if (draft) sessionStorage[LEFT] = JSON.stringify([placeOf(version), language, draft]);
		else delete sessionStorage[LEFT];
	} catch {
		// A browser that keeps nothing.
	}
}

/** Once, by the very page it was written on. */
export function takeLeft(language: Language, version = ''): Draft | null {
	try {
		const [place, from, draft] = JSON.parse(sessionStorage[LEFT]) as [string, Language, Draft];
		delete sessionStorage[LEFT];
		return place === placeOf(version) ? retyped(draft, from, language) : null;
	} catch {
		// Nothing was left, or nothing is kept.
		return null;
	}
}

export function hasLeftDraft(): boolean {
	try {
		return LEFT in sessionStorage;
	} catch {
		return false;
	}
}
