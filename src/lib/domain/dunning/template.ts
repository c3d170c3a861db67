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
