import { fail, type ActionFailure } from '@sveltejs/kit';
import { errorWords } from '$lib/i18n/words';
import { asAppError, statusOf } from '$lib/server/trpc/errors';

/** What one press of a button may carry. */
const LARGEST_BYTES = 30_000_000;

export interface SentFile {
	name: string;
	bytes: Uint8Array<ArrayBuffer>;
}

export interface Problem {
	words: string;
	field: string | null;
	/** A browser keeps no files: the page says so. */
	hadFiles: boolean;
}

/** The files of a form; the empty entry of an untouched input is none. */
export async function filesIn(form: FormData): Promise<SentFile[]> {
	const files = form
		.getAll('files')
		.filter((entry) => entry instanceof File)
		.filter(({ name, size }) => name !== '' || size > 0);
	return Promise.all(
		files.map(async (file) => ({
			name: file.name,
			bytes: new Uint8Array(await file.arrayBuffer())
		}))
	);
}

export const tooLarge = (files: readonly SentFile[]): boolean =>
	files.reduce((sum, { bytes }) => sum + bytes.length, 0) > LARGEST_BYTES;

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
