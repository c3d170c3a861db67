import { errorWords } from '$lib/i18n/words';

/** What a refused press of a button of the list hands back. */
export interface QueueRefusal {
	refusal?: { code: string; details: Record<string, string>; field: string | null } | undefined;
	values?: {
		/** Of a row's own button; the bar above the list has none. */
		action?: string;
		noticeId?: string;
		note?: string;
		picked?: string[];
	};
}

/** Of a skip in a row: the reason belongs there, not to the bar. */
export const rowRefusal = (form: QueueRefusal | null, noticeId: string) =>
	form?.values?.action === 'skip' && form.values.noticeId === noticeId && form.refusal
		? { note: form.values.note ?? '', noteError: noteErrorIn(form) }
		: null;

/** Of the bar. */
export function bulkRefusal(form: QueueRefusal | null) {
	const ofRow = form?.values?.action === 'skip';
	return {
		note: ofRow ? '' : (form?.values?.note ?? ''),
		noteError: ofRow ? null : noteErrorIn(form),
		picked: form?.values?.picked ?? []
	};
}

/** Id of the field at fault, to jump to. */
export function anchorIn(form: QueueRefusal | null): string | null {
	if (!noteErrorIn(form)) return null;
	return form?.values?.action === 'skip' ? `note-${form.values.noticeId}` : 'note';
}

const noteErrorIn = (form: QueueRefusal | null): string | null =>
	form?.refusal?.field === 'note' ? errorWords(form.refusal.code, form.refusal.details) : null;
