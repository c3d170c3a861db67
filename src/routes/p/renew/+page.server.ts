import { fail, redirect } from '@sveltejs/kit';
import { isToken } from '$lib/domain/link-token';
import { m } from '$lib/i18n/paraglide/messages';
import { caller } from '$lib/server/trpc/caller';
import { asAppError, statusOf } from '$lib/server/trpc/errors';

export const load = ({ url }) => ({ sent: url.searchParams.has('sent') });

/** Of an address, or of a token too long to be one. */
const INVALID: ReadonlySet<string> = new Set(['email_invalid', 'required', 'invalid_input']);

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
			const { code } = asAppError(thrown);
			const isInvalid = INVALID.has(code);
			return fail(isInvalid ? 400 : statusOf(code), {
				email,
				token,
				problem: isInvalid ? m.portal_link_email_invalid() : m.portal_new_failed()
			});
		}
		// Under its own address the page still says whose link it was.
		redirect(303, isToken(token) ? `/p/${token}?renewed` : '/p/renew?sent');
	}
};
