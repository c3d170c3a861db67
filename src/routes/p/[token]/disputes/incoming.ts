import { fail, type ActionFailure } from '@sveltejs/kit';
import type { AppError } from '$lib/domain/errors';
import { errorWords } from '$lib/i18n/words';
import { asAppError, statusOf } from '$lib/server/trpc/errors';

export interface FieldProblem {
	words: string;
	field: string | null;
	/** Place among the files that were sent. */
	file?: number;
}

export interface Problem extends FieldProblem {
	/** A browser keeps no files: the page says so. */
	hadFiles: boolean;
	/** Everything that is wrong, in the order of the page; the first is the problem itself. */
	all: FieldProblem[];
}

/** A refusal in words, with everything that was typed. */
export const refused = <V>(
	thrown: unknown,
	values: V,
	hadFiles = false
): ActionFailure<{ problem: Problem; values: V }> => {
	const refusal = asAppError(thrown);
	return refusedFor(problemsOf(refusal), statusOf(refusal.code), values, hadFiles);
};

export function refusedFor<V>(
	all: FieldProblem[],
	status: number,
	values: V,
	hadFiles: boolean
): ActionFailure<{ problem: Problem; values: V }> {
	return fail(status, { problem: { ...all[0]!, hadFiles, all }, values });
}

/** Each thing a refusal is about; fields have the names of the form. */
export const problemsOf = (refusal: AppError): FieldProblem[] =>
	[refusal, ...refusal.others].map(({ code, details, field }) => ({
		words: errorWords(code, details),
		field: field === 'reasonCode' ? 'reason' : (field ?? null),
		...(details.place === undefined ? {} : { file: Number(details.place) })
	}));

/** The form as it was typed, with nothing wrong in it. */
export const shownAgain = <V>(values: V, hadFiles = false): { problem: Problem; values: V } => ({
	problem: { words: '', field: null, hadFiles, all: [] },
	values
});
