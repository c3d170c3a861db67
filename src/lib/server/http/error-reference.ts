import type { HandleServerError } from '@sveltejs/kit';
import type { ErrorCode } from '$lib/domain/errors';
import type { Language } from '$lib/i18n/language';
import { errorWords } from '$lib/i18n/words';
import { asAppError } from '../trpc/errors';
import { log } from '../log';

/** A number the person can read out on the phone, found again in the log. */
export const errorReference: HandleServerError = ({ error, event, status }) => {
	if (status === 404) return said('not_found', event.locals.language);
	const { code, details } = asAppError(error);
	const { reference = `E-${event.locals.requestId.slice(0, 6).toUpperCase()}` } = details;
	log('error', 'request.error', { reference, path: event.url.pathname, status, error });
	return { ...said(code, event.locals.language), reference };
};

const said = (code: ErrorCode, language?: Language): App.Error => ({
	message: code,
	code,
	words: errorWords(code, {}, language)
});
