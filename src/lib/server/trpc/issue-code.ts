import type { core } from 'zod';
import { ERROR_CODES, type ErrorCode } from '$lib/domain/errors';

/** What is missing, out of bounds or no address is said in words of its own; the rest is only "not accepted". */
export function codeOf(issue: core.$ZodIssue): ErrorCode {
	if (issue.code === 'custom') return ownCode(issue) ?? 'invalid_input';
	if (issue.code === 'too_small' && issue.origin === 'string') return 'required';
	if (issue.code === 'too_small' && isNumber(issue)) return 'number_too_small';
	if (issue.code === 'too_big' && isNumber(issue)) return 'number_too_big';
	if (issue.code === 'invalid_type' && NUMBERS.includes(issue.expected)) return 'number_invalid';
	if (issue.code === 'invalid_format' && issue.format === 'email') return 'email_invalid';
	// "An address or nothing".
	if (
		issue.code === 'invalid_union' &&
		issue.errors.flat().some((one) => codeOf(one) === 'email_invalid')
	)
		return 'email_invalid';
	return 'invalid_input';
}

/** What fills the sentence. */
export function saidOf(issue: core.$ZodIssue): Record<string, string> {
	if (issue.code === 'too_small') return { min: String(issue.minimum) };
	if (issue.code === 'too_big') return { max: String(issue.maximum) };
	const { text } = issue.code === 'custom' ? (issue.params ?? {}) : {};
	return typeof text === 'string' ? { text } : {};
}

const NUMBERS: readonly string[] = ['number', 'int', 'nan'];
const isNumber = ({ origin }: { origin: string }): boolean =>
	[...NUMBERS, 'bigint'].includes(origin);

/** A rule of ours names its refusal: `params: { refusal }`. */
const ownCode = ({ params }: core.$ZodIssueCustom): ErrorCode | undefined =>
	ERROR_CODES.find((code) => code === params?.refusal);
