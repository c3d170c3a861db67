import { byLanguage, type Language } from '../language';
import type { core } from 'zod';

export const FILE_PROBLEMS = [
	'missing',
	'whole_number',
	'too_small',
	'too_big',
	'too_long',
	'too_many',
	'choice',
	'yes_no',
	'other'
] as const;
type Why = (typeof FILE_PROBLEMS)[number];

/**
 * What is wrong where in the file, for a person to be told; empty where it does not apply. By language:
 * the name of the step, as the file has it.
 */
export interface FileProblem extends Record<string, string>, Record<Language, string> {
	/** Counted from 1; empty: of the scenario as a whole. */
	step: string;
	/** Name of the field in the file; empty: the whole of the step. */
	what: string;
	why: Why;
	/** The least, the most, or the choices. */
	allowed: string;
}

export function fileProblem(issue: core.$ZodIssue, json: unknown): FileProblem {
	const [list, place, field = ''] = issue.path;
	const isOfStep = list === 'steps' && typeof place === 'number';
	const named = isOfStep ? valueAt(json, ['steps', place, 'name']) : null;
	return {
		step: isOfStep ? String(place + 1) : '',
		...byLanguage((language) => textIn(named, language)),
		what: String(isOfStep ? field : (list ?? '')),
		...whyOf(issue, json)
	};
}

function whyOf(issue: core.$ZodIssue, json: unknown): { why: Why; allowed: string } {
	if (valueAt(json, issue.path) === undefined) return { why: 'missing', allowed: '' };
	switch (issue.code) {
		case 'invalid_type':
			return { why: TYPES[issue.expected] ?? 'other', allowed: '' };
		case 'invalid_value':
			return { why: 'choice', allowed: issue.values.map(String).join(', ') };
		case 'too_small':
			return {
				why: issue.origin === 'string' ? 'missing' : 'too_small',
				allowed: String(issue.minimum)
			};
		case 'too_big':
			return { why: TOO_BIG[issue.origin] ?? 'too_big', allowed: String(issue.maximum) };
		default:
			return { why: 'other', allowed: '' };
	}
}

const TYPES: Record<string, Why> = {
	number: 'whole_number',
	int: 'whole_number',
	boolean: 'yes_no'
};
const TOO_BIG: Record<string, Why> = { string: 'too_long', array: 'too_many' };

const valueAt = (json: unknown, path: readonly PropertyKey[]): unknown =>
	path.reduce<unknown>(
		(value, part) =>
			typeof value === 'object' && value !== null
				? (value as Record<PropertyKey, unknown>)[part]
				: undefined,
		json
	);

function textIn(value: unknown, language: string): string {
	const text = valueAt(value, [language]);
	return typeof text === 'string' ? text.trim().slice(0, 100) : '';
}
