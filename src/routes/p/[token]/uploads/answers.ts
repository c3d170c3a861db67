import { json } from '@sveltejs/kit';
import { errorWords } from '$lib/i18n/words';
import { asAppError, statusOf } from '$lib/server/trpc/errors';

/** Named as the tus protocol names them. */
export const progressHeaders = ({ offset, total }: { offset: number; total: number }) => ({
	'upload-offset': String(offset),
	'upload-length': String(total),
	'cache-control': 'no-store'
});

/** A refusal in words, for the list of chosen files. */
export function refusedUpload(thrown: unknown): Response {
	const { code, details } = asAppError(thrown);
	return json({ code, words: errorWords(code, details) }, { status: statusOf(code) });
}
