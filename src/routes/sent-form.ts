import { AppError } from '$lib/domain/errors';

/** What one press of a button may carry, all files together. */
const LARGEST_BYTES = 30_000_000;

/** Our server reads what is heavier to its end, leaves the files out and says so in this field (launch/lighten-body). */
const LEFT_OUT = 'files-left-out';

/** The typed words of a form; files are read apart. */
export const wordsIn = (form: FormData): Record<string, string> =>
	Object.fromEntries(
		[...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))
	);

export interface SentFile {
	name: string;
	bytes: Uint8Array<ArrayBuffer>;
}

/**
 * The files of a form; the empty entry of an untouched input is none.
 * @throws body_too_large
 */
export async function filesIn(form: FormData, field = 'files'): Promise<SentFile[]> {
	const files = chosenIn(form, field);
	const bytes = files.reduce((sum, { size }) => sum + size, 0);
	if (form.has(LEFT_OUT) || bytes > LARGEST_BYTES) throw new AppError('body_too_large', {}, field);
	return Promise.all(
		files.map(async (file) => ({
			name: file.name,
			bytes: new Uint8Array(await file.arrayBuffer())
		}))
	);
}

/** A browser does not keep what was chosen: the page of a refusal says so. */
export const hadFiles = (form: FormData, field = 'files'): boolean =>
	form.has(LEFT_OUT) || chosenIn(form, field).length > 0;

const chosenIn = (form: FormData, field: string): File[] =>
	form
		.getAll(field)
		.filter((value) => value instanceof File)
		.filter(({ name, size }) => name !== '' || size > 0);
