import { errorWords } from '$lib/i18n/words';

/** What a refused action hands back: which form, why, and everything that was typed. */
export interface Refused {
	refusal: { code: string; details: Record<string, string>; field: string | null };
	values: Record<string, string>;
}
export type FormState = Refused | null | undefined;

export interface Problem {
	words: string;
	field: string | null;
	values: Record<string, string>;
}

/** The refusal of one of the forms of a page. */
export const problemIn = (form: FormState, action: string): Problem | null =>
	form && 'refusal' in form && form.values.action === action
		? {
				words: errorWords(form.refusal.code, form.refusal.details),
				field: form.refusal.field,
				values: form.values
			}
		: null;
