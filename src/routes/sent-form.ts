import { AppError } from '$lib/domain/errors';
import { LARGEST_FORM_BYTES } from '$lib/domain/files';
import { typedText } from '$lib/domain/typed-text';

/** Our server reads what is heavier to its end, leaves the files out and says so in this field (launch/lighten-body). */
const LEFT_OUT = 'files-left-out';

/** A form as it was sent, without what nobody types. */
export async function formOf(request: Request): Promise<FormData> {
	const typed = new FormData();
	for (const [name, value] of await request.formData())
		typed.append(name, typeof value === 'string' ? typedText(value) : value);
	return typed;
}

/** The typed words of a form; files are read apart. */
export const wordsIn = (form: FormData): Record<string, string> =>
	Object.fromEntries(
		[...form].flatMap(([name, value]) =>
			typeof value === 'string' ? [[name, typedText(value)]] : []
		)
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
	if (form.has(LEFT_OUT) || bytes > LARGEST_FORM_BYTES)
		throw new AppError('body_too_large', {}, field);
	return Promise.all(
		files.map(async (file) => ({
			name: file.name,
			bytes: new Uint8Array(await file.arrayBuffer())
		}))
	);
}

/** Of a customer's form: those in it, then those that went ahead of it in parts. @throws body_too_large */
export const portalFilesIn = async (
	form: FormData
): Promise<(SentFile | { uploadId: string })[]> => [
	...(await filesIn(form)),
	...form.getAll('upload').map((id) => ({ uploadId: String(id) }))
];

/** A browser does not keep what was chosen: the page of a refusal says so. */
export const hadFiles = (form: FormData, field = 'files'): boolean =>
	form.has(LEFT_OUT) || form.has('upload') || chosenIn(form, field).length > 0;

/** Names of those chosen earlier that no browser sent again; whoever goes on without them ticks these. */
const LOST = 'lostFiles';
const WITHOUT = 'withoutFiles';

/** What the page that comes back no longer has: of this form, else of the one before it. */
export function lostFiles(form: FormData): string {
	const chosen = [...form.getAll(LEFT_OUT), ...chosenIn(form, 'files').map(({ name }) => name)];
	return chosen.filter(Boolean).join(', ') || textOf(form, LOST);
}

/** Nobody said that it goes without them. */
export const areMissed = (form: FormData): boolean =>
	hadFiles(form) || (lostFiles(form) !== '' && textOf(form, WITHOUT) !== lostFiles(form));

/**
 * A message whose files were lost on the way to it does not leave without them unseen.
 * @throws files_lost
 */
export function mayGoWithout(form: FormData): void {
	const names = lostFiles(form);
	if (!hadFiles(form) && areMissed(form)) throw new AppError('files_lost', { names }, 'files');
}

const textOf = (form: FormData, field: string): string => String(form.get(field) ?? '');

const chosenIn = (form: FormData, field: string): File[] =>
	form
		.getAll(field)
		.filter((value) => value instanceof File)
		.filter(({ name, size }) => name !== '' || size > 0);
