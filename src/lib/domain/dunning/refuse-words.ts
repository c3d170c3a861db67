import { AppError } from '../errors';
import { SUBJECT_LIMIT } from './check-template';
import type { TemplateWords } from './template';
import { parseTemplateText } from './template-tags';

/**
 * Words that cannot be sent as they are: `details` says in which ones, where there are several.
 * @throws required, invalid_input, tag_unknown
 */
export function refuseWords(words: TemplateWords, details: Record<string, string> = {}): void {
	for (const field of ['subject', 'body'] as const)
		if (!words[field].trim()) throw new AppError('required', { ...details, field }, field);
	if (words.subject.length > SUBJECT_LIMIT)
		throw new AppError('invalid_input', { ...details, field: 'subject' }, 'subject');
	for (const field of ['subject', 'body', 'closing'] as const)
		for (const part of parseTemplateText(words[field]))
			if (part.kind === 'unknown')
				throw new AppError('tag_unknown', { ...details, tag: part.written }, field);
}
