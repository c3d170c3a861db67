import { fail, type ActionFailure } from '@sveltejs/kit';
import { errorWords } from '$lib/i18n/words';
import { asAppError, statusOf } from '$lib/server/trpc/errors';

export interface Problem {
	words: string;
	field: string | null;
	/** A browser keeps no files: the page says so. */
	hadFiles: boolean;
}

/** A refusal in words, with everything that was typed. */
export function refused<V>(
	thrown: unknown,
	values: V,
	hadFiles = false
): ActionFailure<{ problem: Problem; values: V }> {
	const { code, details, field } = asAppError(thrown);
	return fail(statusOf(code), {
		problem: { words: errorWords(code, details), field: field ?? null, hadFiles },
		values
	});
}
