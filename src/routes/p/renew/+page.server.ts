import { fail, redirect } from '@sveltejs/kit';
import { isToken } from '$lib/domain/link-token';
import { m } from '$lib/i18n/paraglide/messages';
import { caller } from '$lib/server/trpc/caller';
import { asAppError } from '$lib/server/trpc/errors';

export const load = ({ url }) => ({ sent: url.searchParams.has('sent') });

/** The answer is the same whoever asks: it tells nobody which addresses are known. */
export const actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const [token, email] = [
			String(form.get('token') ?? ''),
			String(form.get('email') ?? '').trim()
		];
		try {
			await caller(event).links.renew(token ? { token } : { email });
		} catch (thrown) {
			const invalid = asAppError(thrown).code === 'invalid_input';
			return fail(invalid ? 400 : 503, {
				email,
				token,
				problem: invalid ? m.portal_link_email_invalid() : m.portal_new_failed()
			});
		}
		// Under its own address the page still says whose link it was.
		redirect(303, isToken(token) ? `/p/${token}?renewed` : '/p/renew?sent');
	}
};
