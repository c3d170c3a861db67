import { LANGUAGES, REQUIRED_LANGUAGES, type Language } from '../language';
import { TONES, type Tone } from './scenario';
import type { TemplateContent, TemplateWords } from './template';
import { parseTemplateText, suggestionFor } from './template-tags';

/** More is cut by most mail programs. */
export const SUBJECT_LIMIT = 150;
/** Gmail shows the first 102 KB of a message and hides the rest. */
export const SIZE_LIMIT = 102 * 1024;

export interface TemplateProblem {
	/** An error blocks publishing; a warning is said and no more. */
	level: 'error' | 'warning';
	code:
		| 'unknown_tag'
		| 'missing_language'
		| 'missing_tone'
		| 'subject_empty'
		| 'subject_too_long'
		| 'body_empty'
		| 'too_large';
	language: Language;
	tone: Tone;
	field: keyof TemplateWords;
	/** For an unknown tag: how it was typed, where, and what was probably meant. */
	written?: string;
	line?: number;
	column?: number;
	suggestion?: string;
}

/**
 * Everything that is wrong at once. The buttons of a letter (see my invoices, dispute) are not part of
 * its words, so a letter without a way in cannot be written.
 */
export function checkTemplate(
	content: TemplateContent,
	/** Of the letter as rendered with a long list of invoices, in bytes. */
	sizes: Partial<Record<Language, number>> = {}
): TemplateProblem[] {
	return LANGUAGES.flatMap((language) => [
		...missingIn(content, language),
		...TONES.flatMap((tone) => wordsProblems(content[language]?.[tone], { language, tone })),
		...sizeProblems(sizes[language] ?? 0, language)
	]);
}

export const blocksPublishing = (problems: readonly TemplateProblem[]): boolean =>
	problems.some(({ level }) => level === 'error');

/** Neutral words are what every other tone falls back to; a tone spoken in one language only is said. */
function missingIn(content: TemplateContent, language: Language): TemplateProblem[] {
	const absent = (tone: Tone) => isBlank(content[language]?.[tone]);
	const isRequired = REQUIRED_LANGUAGES.some((required) => required === language);
	return TONES.flatMap((tone): TemplateProblem[] => {
		const at = { language, tone, field: 'subject' as const };
		if (tone === 'neutral' && isRequired && absent(tone))
			return [{ level: 'error', code: 'missing_language', ...at }];
		return absent(tone) && content[language]?.neutral && isSpoken(content, tone)
			? [{ level: 'warning', code: 'missing_tone', ...at }]
			: [];
	});
}

const isSpoken = (content: TemplateContent, tone: Tone): boolean =>
	LANGUAGES.some((language) => !isBlank(content[language]?.[tone]));

export const isBlank = (words: TemplateWords | undefined): boolean =>
	!words || !(words.subject + words.body + words.closing).trim();

type Place = Pick<TemplateProblem, 'language' | 'tone'>;

function wordsProblems(words: TemplateWords | undefined, place: Place): TemplateProblem[] {
	if (!words || isBlank(words)) return [];
	const error = (code: TemplateProblem['code'], field: keyof TemplateWords): TemplateProblem => ({
		level: 'error',
		code,
		field,
		...place
	});
	return [
		...(words.subject.trim() ? [] : [error('subject_empty', 'subject')]),
		...(words.subject.length > SUBJECT_LIMIT ? [error('subject_too_long', 'subject')] : []),
		...(words.body.trim() ? [] : [error('body_empty', 'body')]),
		...(['subject', 'body', 'closing'] as const).flatMap((field) =>
			unknownTags(words[field], place.language).map((found) => ({
				...error('unknown_tag', field),
				...found
			}))
		)
	];
}

const unknownTags = (typed: string, language: Language) =>
	parseTemplateText(typed).flatMap((part) => {
		if (part.kind !== 'unknown') return [];
		const suggestion = suggestionFor(part.written, language);
		const { written, line, column } = part;
		return [{ written, line, column, ...(suggestion && { suggestion }) }];
	});

const sizeProblems = (bytes: number, language: Language): TemplateProblem[] =>
	bytes >= SIZE_LIMIT
		? [{ level: 'error', code: 'too_large', language, tone: 'neutral', field: 'body' }]
		: [];
