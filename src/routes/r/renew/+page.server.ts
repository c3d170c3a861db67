import { fail, redirect } from '@sveltejs/kit';
import { isToken } from '$lib/domain/link-token';
import { errorWords } from '$lib/i18n/words';
import { caller } from '$lib/server/trpc/caller';
import { asAppError, statusOf } from '$lib/server/trpc/errors';

export const load = ({ url }) => ({ sent: url.searchParams.has('sent') });

/** The answer is the same whoever asks: it tells nobody which links were made, nor for whom. */
export const actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const [token, email] = [
			String(form.get('token') ?? ''),
			String(form.get('email') ?? '').trim()
		];
		try {
			await caller(event).links.renew(token ? { token } : { email, kind: 'resolver' });
		} catch (thrown) {
			const { code } = asAppError(thrown);
			// A token too long to be one is answered like any other.
			if (!token)
				return fail(statusOf(code), {
					email,
					problem: errorWords(code === 'unavailable' ? code : 'email_invalid')
				});
			if (code === 'unavailable') throw thrown;
		}
		// Under its own address the page still says whose link it was.
		redirect(303, isToken(token) ? `/r/${token}?renewed` : '/r/renew?sent');
	}
};
