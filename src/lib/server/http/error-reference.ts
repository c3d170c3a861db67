import type { HandleServerError } from '@sveltejs/kit';
import { asAppError } from '../trpc/errors';
import { log } from '../log';

/** A number the person can read out on the phone, found again in the log. */
export const errorReference: HandleServerError = ({ error, event, status }) => {
	if (status === 404) return { message: 'not_found', code: 'not_found' };
	const reference = `E-${event.locals.requestId.slice(0, 6).toUpperCase()}`;
	log('error', 'request.error', { reference, path: event.url.pathname, status, error });
	return { message: asAppError(error).code, code: asAppError(error).code, reference };
};
