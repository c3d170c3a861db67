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

/** Both languages; a tone without words of its own speaks with those of `neutral`. */
export type TemplateContent = Readonly<
	Record<'fr' | 'en', Readonly<Partial<Record<Tone, TemplateWords>>>>
>;

/** The words of a template that are in force, kept with the notice that says them. */
export interface WordsInForce {
	templateId: string;
	name: string;
	/** Of the published version. */
	version: number;
	/** Missing: the words that come with the product. */
	fr?: TemplateWords;
	en?: TemplateWords;
	/** Somebody put words of his own in their place, in the language of whoever reads them. */
	edited?: { by: string; on: LocalDate };
}

/** Those of the tone, else the neutral ones, in each language. */
export const wordsOfTone = (
	content: TemplateContent,
	tone: Tone
): Pick<WordsInForce, 'fr' | 'en'> => ({
	...wordsIn('fr', content, tone),
	...wordsIn('en', content, tone)
});

function wordsIn(language: 'fr' | 'en', content: TemplateContent, tone: Tone) {
	const words = content[language][tone] ?? content[language].neutral;
	return words ? { [language]: words } : {};
}
