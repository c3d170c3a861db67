import { LANGUAGES, type Language } from '../language';
import type { LocalDate } from '$lib/domain/calendar';
import type { Tone } from './scenario';

/** Plain text with `#hashtags`; what they stand for is escaped when it is filled in. */
export interface TemplateWords {
	readonly subject: string;
	/** Above the list of invoices. */
	readonly body: string;
	/** Under it. */
	readonly closing: string;
}

/** By language; a tone without words of its own speaks with those of `neutral`. */
export type TemplateContent = Readonly<
	Partial<Record<Language, Readonly<Partial<Record<Tone, TemplateWords>>>>>
>;

/**
 * The words of a template that are in force, kept with the notice that says them. A language that is
 * missing speaks with the words that come with the product.
 */
export interface WordsInForce extends Partial<Record<Language, TemplateWords>> {
	templateId: string;
	name: string;
	/** Of the published version. */
	version: number;
	/** Somebody put words of his own in their place, in the language of whoever reads them. */
	edited?: { by: string; on: LocalDate };
}

/** Those of the tone, else the neutral ones, in each language. */
export const wordsOfTone = (
	content: TemplateContent,
	tone: Tone
): Partial<Record<Language, TemplateWords>> =>
	Object.fromEntries(
		LANGUAGES.map((language) => [language, spokenIn(content[language], tone)]).filter(
			([, words]) => words
		)
	);

const spokenIn = (words: TemplateContent[Language], tone: Tone): TemplateWords | undefined =>
	words?.[tone] ?? words?.neutral;
