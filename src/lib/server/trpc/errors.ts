import { randomUUID } from 'node:crypto';
import { error, fail, type ActionFailure } from '@sveltejs/kit';
import { TRPCError } from '@trpc/server';
import { ZodError, type core } from 'zod';
import { AppError, type ErrorCode } from '$lib/domain/errors';
import { errorWords } from '$lib/i18n/words';
import { log } from '../log';
import { codeOf, saidOf } from './issue-code';

const STATUS: Partial<Record<ErrorCode, number>> = {
	not_signed_in: 401,
	wrong_credentials: 400,
	not_allowed: 403,
	view_only: 403,
	not_found: 404,
	conflict: 409,
	sent_otherwise: 409,
	case_changed: 409,
	case_begun: 409,
	case_over: 409,
	proposal_answered: 409,
	already_rated: 409,
	proposal_over: 409,
	proposal_changed: 409,
	proposal_outdated: 409,
	too_many_attempts: 429,
	too_often_today: 429,
	customer_too_often: 429,
	body_too_large: 413,
	file_checking: 409,
	file_refused: 410,
	unavailable: 503,
	link_unknown: 404,
	link_expired: 410,
	link_revoked: 410,
	sign_in_needed: 401,
	account_may_not: 403,
	four_eyes: 403,
	not_his_to_sign: 403,
	approval_over: 409,
	approval_outdated: 409,
	approval_lapsed: 409,
	residual_changed: 409,
	residual_once: 409
};

export const statusOf = (code: ErrorCode): number => STATUS[code] ?? 400;

/**
 * The refusal behind whatever was thrown; anything unexpected is logged and becomes `unavailable`, under a
 * number the person can read out on the phone.
 */
export function asAppError(thrown: unknown): AppError {
	const cause = thrown instanceof TRPCError ? (thrown.cause ?? thrown) : thrown;
	if (cause instanceof AppError) return cause;
	if (cause instanceof ZodError) return invalidInput(cause);
	if (thrown instanceof TRPCError && thrown.code === 'NOT_FOUND') return new AppError('not_found');
	const reference = `E-${randomUUID().slice(0, 6).toUpperCase()}`;
	log('error', 'request.failed', { reference, error: cause });
	return new AppError('unavailable', { reference });
}

/** Everything the input got wrong, the first of it in front. */
function invalidInput({ issues }: ZodError): AppError {
	const [first = new AppError('invalid_input', { field: '' }), ...others] = issues.map(refusalOf);
	return new AppError(first.code, first.details, first.field, others);
}

function refusalOf(issue: core.$ZodIssue): AppError {
	const field = issue.path.filter((part) => typeof part === 'string').at(-1);
	const details = { field: field ?? '', ...saidOf(issue) };
	return new AppError(codeOf(issue), details, field);
}

export interface Refusal {
	code: ErrorCode;
	details: Record<string, string>;
	field: string | null;
	/** What else is wrong with the same form. */
	others: { code: ErrorCode; details: Record<string, string>; field: string | null }[];
	/** A browser keeps no files: the page says so. */
	hadFiles: boolean;
}

/** For form actions: the refusal together with everything that was typed. */
export function refuse<V>(
	thrown: unknown,
	values: V,
	hadFiles = false
): ActionFailure<{ refusal: Refusal; values: V }> {
	const { code, details, field, others } = asAppError(thrown);
	return fail(statusOf(code), {
		refusal: { ...plain({ code, details, field }), others: others.map(plain), hadFiles },
		values
	});
}

const plain = ({ code, details, field }: Pick<AppError, 'code' | 'details' | 'field'>) => ({
	code,
	details,
	field: field ?? null
});

/** For `load`: the refusal as a page. An address whose id could be nobody's is one that leads nowhere. */
export async function orPage<T>(work: Promise<T>): Promise<T> {
	try {
		return await work;
	} catch (thrown) {
		const { code, details } = asPageError(asAppError(thrown));
		error(statusOf(code), { message: code, code, details, words: errorWords(code, details) });
	}
}

const asPageError = (refused: AppError): AppError =>
	refused.code === 'invalid_input' && /(^id|Id)$/.test(refused.field ?? '')
		? new AppError('not_found')
		: refused;
