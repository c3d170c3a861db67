/** The languages the product speaks: a new one begins here, and the compiler then names what it lacks. */
export const LANGUAGES = ['fr', 'en', 'de', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

/** As a house lists them: what most of its readers speak comes first. */
export const beginningWith = (house: Language): Language[] => [
	house,
	...LANGUAGES.filter((language) => language !== house)
];

/** What is said where nothing else is known. */
export const FIRST_LANGUAGE: Language = 'fr';

/** Words that people write themselves exist in these; any other language may do without and falls back. */
export const REQUIRED_LANGUAGES = ['fr', 'en'] as const satisfies readonly Language[];

/** Something for every language, made from each. */
export const byLanguage = <T>(make: (language: Language) => T): Record<Language, T> =>
	Object.fromEntries(LANGUAGES.map((language) => [language, make(language)])) as Record<
		Language,
		T
	>;

/** Words that somebody wrote (a reason, the name of a step): not always in every language. */
export type Labels = Readonly<Partial<Record<Language, string | undefined>>>;
