import type { Language } from '$lib/i18n/language';
import type { Draft } from './draft';
import { retyped } from './other-language';

/** A form whose page was left, or loaded anew, in the middle of a sentence. */
export interface Left {
	/** Without a key, unless it may have arrived: sent again under the same one, it is the same case. */
	draft: Draft;
	/** Of the case it changes, as its page showed it. */
	version: string;
	/** As a message, where the case is changed no more. */
	message: string;
	/** Nothing but the form itself holds files. */
	hadFiles: boolean;
}

/** One for each address, in this tab: static/wake.js and outbox.js know the name. */
const place = (): string => `entendu-left ${location.pathname}${location.search}`;

/** `null` when there is nothing to lose any more. */
export function keepLeft(left: Left | null, language: Language): void {
	try {
		if (left) sessionStorage[place()] = JSON.stringify([language, left]);
		else delete sessionStorage[place()];
	} catch {
		// A browser that keeps nothing.
	}
}

/** Once, by the page it was written on. */
export function takeLeft(language: Language): Left | null {
	try {
		const [from, left] = JSON.parse(sessionStorage[place()]) as [Language, Left];
		delete sessionStorage[place()];
		return { ...left, draft: retyped(left.draft, from, language) };
	} catch {
		// Nothing was left, or nothing is kept.
		return null;
	}
}

export function hasLeft(): boolean {
	try {
		return place() in sessionStorage;
	} catch {
		return false;
	}
}
