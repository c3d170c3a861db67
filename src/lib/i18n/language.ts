export const LANGUAGES = ['fr', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export const asLanguage = (text: string | null | undefined): Language | null =>
	LANGUAGES.find((language) => text?.toLowerCase().startsWith(language)) ?? null;

/** First language of an Accept-Language header that we speak; French otherwise. */
export function preferredLanguage(header: string | null): Language {
	for (const part of (header ?? '').split(',')) {
		const language = asLanguage(part.trim());
		if (language) return language;
	}
	return 'fr';
}
