import { toDecimal, type Money } from '$lib/domain/money';

/** The typed words of a form; files are read apart. */
export const wordsIn = (form: FormData): Record<string, string> =>
	Object.fromEntries(
		[...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))
	);

/** Chosen files; a browser sends an empty one when nobody chose any. */
export const filesIn = async (form: FormData) => {
	const files = form
		.getAll('files')
		.filter(
			(value): value is File => value instanceof File && (value.size > 0 || value.name !== '')
		);
	return Promise.all(
		files.map(async (file) => ({
			name: file.name,
			bytes: new Uint8Array(await file.arrayBuffer())
		}))
	);
};

/** Unset rather than empty. */
export const orNone = (text: string | undefined): string | undefined => text?.trim() || undefined;

/** 12345 → "123,45" in a French form. */
export const typedAmount = (amount: Money, language: string): string => {
	const text = toDecimal(amount);
	return language === 'fr' ? text.replace('.', ',') : text;
};
