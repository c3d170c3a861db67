import { redirect } from '@sveltejs/kit';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';

export const load = async (event) => {
	const { locals, url } = event;
	if (locals.scope?.audience === 'desk') redirect(303, pathInside(url.searchParams.get('next')));
	return {
		next: pathInside(url.searchParams.get('next')),
		demo: await orPage(caller(event).demo.logins())
	};
};

export const actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const email = String(form.get('email') ?? '');
		const next = pathInside(String(form.get('next') ?? ''));
		try {
			const cookie = await caller(event).staff.signIn({
				email,
				password: String(form.get('password') ?? '')
			});
			event.cookies.set(cookie.name, cookie.value, cookie.attributes);
		} catch (thrown) {
			return refuse(thrown, { email });
		}
		redirect(303, next);
	}
};

/** Only a path of this application: `//elsewhere`, `/\elsewhere` and addresses go home. */
function pathInside(next: string | null): string {
	const base = 'http://inside.invalid';
	if (!next?.startsWith('/') || !URL.canParse(next, base)) return '/';
	const { origin, pathname, search } = new URL(next, base);
	return origin === base && !pathname.startsWith('//') ? pathname + search : '/';
}
